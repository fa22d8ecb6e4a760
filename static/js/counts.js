/* How much is said at each article of the whole text: beside its name in the contents, and at its
   heading with the way to what is said. Without it the headings lead there all the same. */

export async function enhance(contents) {
  const counts = await ask(contents.dataset.counts);
  for (const [place, count] of Object.entries(counts)) {
    const words = count === 1 ? contents.dataset.one : contents.dataset.many;
    contents.querySelector(`a[href="#${CSS.escape(place)}"]`)?.append(numberOf(count, words));
    const heading = document.getElementById(place);
    const page = heading?.querySelector("a");
    if (page) heading.append(doorTo(page.href, count, words));
  }
}

async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

function numberOf(count, words) {
  const number = Object.assign(document.createElement("span"), { className: "n", textContent: count });
  number.append(Object.assign(document.createElement("span"), { className: "vh", textContent: ` ${words}` }));
  return number;
}

function doorTo(address, count, words) {
  const door = Object.assign(document.createElement("a"), {
    className: "voices",
    href: address,
    textContent: count,
  });
  door.append(Object.assign(document.createElement("span"), { textContent: ` ${words}` }));
  return door;
}
