// Printing and copying the list. Both buttons are hidden where there is no script; choices are then sent by hand.

const print = document.getElementById("print");
const copy = document.getElementById("copy");
const status = document.getElementById("copy-status");

async function copied() {
  const answer = await fetch(copy.dataset.url, { redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  await navigator.clipboard.writeText(await answer.text());
}

if (print) {
  print.hidden = copy.hidden = false;
  print.addEventListener("click", () => window.print());
  copy.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await copied();
      status.textContent = copy.dataset.done;
    } catch {
      status.textContent = copy.dataset.failed;
    }
  });
}

// A choice counts at once; the page comes back as it would after its button.
for (const form of document.querySelectorAll("aside.desk form")) {
  form.classList.add("at-once");
  form.addEventListener("change", () => form.requestSubmit());
}
