// Search within sessions. The same form is posted and the same page comes back; only what was found is put in place,
// so that the words are no part of the history.

const form = document.getElementById("within");
const found = document.getElementById("found");
const status = document.getElementById("within-status");
let latest = 0;

async function search() {
  const mine = ++latest;
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    found.replaceChildren(...page.getElementById("found").childNodes);
    document.title = page.title;
    status.textContent = document.getElementById("count")?.textContent ?? "";
  } catch {
    if (mine === latest) form.submit();
  } finally {
    if (mine === latest) found.removeAttribute("aria-busy");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
