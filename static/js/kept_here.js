/* Words that are not on the server yet, kept by this browser for a day: what a crash, a dead battery
   or a lost network would take. Nothing is kept on a computer that somebody said others use too. */

const DAY = 24 * 60 * 60 * 1000;
const STORE = "words";

export function isShared() {
  try {
    return localStorage.getItem("shared") === "yes";
  } catch {
    return true;
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gop-y", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Does `act` with the store and gives its result; a browser that keeps nothing gives `otherwise`. */
async function within(mode, act, otherwise) {
  let base;
  try {
    base = await opened();
    return await new Promise((resolve, reject) => {
      const change = base.transaction(STORE, mode);
      const request = act(change.objectStore(STORE));
      change.oncomplete = () => resolve(request?.result ?? otherwise);
      change.onerror = change.onabort = () => reject(change.error);
    });
  } catch {
    return otherwise;
  } finally {
    base?.close();
  }
}

/** A copy is {key, user, token, place, name, reopen, isNew, entries, sent, at}. */
export function keep(copy) {
  if (isShared()) return Promise.resolve();
  return within("readwrite", (store) => store.put({ ...copy, at: Date.now() }));
}

export function forget(key) {
  return within("readwrite", (store) => store.delete(key));
}

/** This person's copies, the newest first; what is older than a day is gone, whosever it was. */
export async function copiesOf(user) {
  const all = await within("readonly", (store) => store.getAll(), []);
  const old = all.filter((copy) => isShared() || Date.now() - copy.at > DAY);
  await Promise.all(old.map((copy) => forget(copy.key)));
  const standing = all.filter((copy) => copy.user === user && !old.includes(copy));
  return standing.sort((one, other) => other.at - one.at);
}

export function forgetAll() {
  return within("readwrite", (store) => store.clear());
}
