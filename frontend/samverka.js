// Our own behaviours. Every page works without them; they only spare a person a loss or a look around.
import "@digdir/designsystemet-web/details";
import "@digdir/designsystemet-web/dialog";
import "@digdir/designsystemet-web/ds-error-summary";
import "@digdir/designsystemet-web/ds-field";
import "@digdir/designsystemet-web/fieldset";
import "@digdir/designsystemet-web/invokers";
import "@digdir/designsystemet-web/readonly";

const unsaved = new WeakSet();

// <form data-guard>: what has been typed and not saved is not lost by following a link.
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) unsaved.add(form);
});
document.addEventListener("submit", (event) => unsaved.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll("form[data-guard]")].some((form) => unsaved.has(form))) event.preventDefault();
});

// A part that has come says so once, in the one status region: <p role="status" data-announcer></p>.
// The part names what to say: <section data-announce="Sparat 14.32">. An error summary takes the focus by itself.
document.addEventListener("htmx:after:swap", () => {
  for (const form of document.querySelectorAll("form[data-guard][data-saved]")) unsaved.delete(form);
  const part = document.querySelector("[data-announce]");
  const announcer = document.querySelector("[data-announcer]");
  if (!part || !announcer || document.querySelector("ds-error-summary")) return;
  announcer.textContent = part.dataset.announce;
  part.removeAttribute("data-announce");
});

// <button type="button" data-print hidden>: offered only where it can work.
// <button type="button" data-copy="text" hidden> likewise, and says that it is done with data-copied.
function offer() {
  for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-print],[data-copy]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return window.print();
  await navigator.clipboard.writeText(button.dataset.copy);
  if (button.dataset.copied) button.textContent = button.dataset.copied;
});
document.addEventListener("htmx:after:swap", offer);
offer();
