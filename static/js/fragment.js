/* A code that came behind the `#` of an address, from a square on paper: no server was sent it.
   It is put into the field and taken out of the address again. */

export function enhance(field) {
  const given = new URLSearchParams(location.hash.slice(1)).get(field.dataset.fromFragment);
  if (!given || field.value) return;
  field.value = given;
  history.replaceState(null, "", location.pathname + location.search);
}
