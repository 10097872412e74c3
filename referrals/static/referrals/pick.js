// Putting a contact on the list without leaving the page. The same button is sent to the same address; what changes
// is its words and the number in the header. If anything goes wrong the form is sent as if there were no script.

const count = document.getElementById("picked");
let plainly = false;

async function change(form, button) {
  const body = new FormData(form, button);
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers, redirect: "error" });
  const { act, told, picked, said } = await answer.json();
  button.name = act;
  button.firstElementChild.textContent = told;
  count.textContent = picked;
  document.getElementById("pick-status").textContent = said;
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.id !== "pick" || plainly) return;
  event.preventDefault();
  try {
    await change(form, submitter);
  } catch {
    plainly = true;
    form.requestSubmit(submitter);
  }
});
