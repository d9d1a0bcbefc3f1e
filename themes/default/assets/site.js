// What pages do where there is JavaScript. Everything else works without it.

// The addresses of feeds can be copied, where the browser lets a page do so.
for (const button of navigator.clipboard ? document.querySelectorAll("button.copy") : []) {
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = button.parentElement.querySelector("a");
    await navigator.clipboard.writeText(link.href);
    button.textContent = button.dataset.done;
    document.getElementById("said").textContent = `${button.dataset.done}: ${link.href}`;
    setTimeout(() => (button.textContent = name), 3000);
  });
}
