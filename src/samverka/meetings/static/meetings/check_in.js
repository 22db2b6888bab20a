// Check-in when the network comes and goes. <form data-queue> is sent by us instead of by the browser: a press that
// finds no network is kept on the phone and sent once there is one. The form's request key makes a second sending
// harmless, and its token makes one by another signed-in person fail. Without script the form works as any other.
(() => {
  const KEPT_AS = "samverka.check-in";
  const KEPT_FOR = 24 * 60 * 60 * 1000; // check-in is for the day
  const TRY_EVERY = 5_000;
  const PATIENCE = 20_000;
  const form = document.querySelector("form[data-queue]");
  const told = document.querySelector("[data-queue-told]");
  let sending = false;

  const kept = () => {
    try {
      const press = JSON.parse(localStorage.getItem(KEPT_AS));
      return press && Date.now() - press.at < KEPT_FOR ? press : null;
    } catch {
      return null;
    }
  };

  const keep = (press) => {
    try {
      localStorage.setItem(KEPT_AS, JSON.stringify(press));
      return true;
    } catch {
      return false; // no room or not allowed: the browser sends the form
    }
  };

  const forget = () => localStorage.removeItem(KEPT_AS);

  const tell = (text) => {
    if (!told || told.textContent === text) return;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.dataset.color = "warning";
    notice.textContent = text;
    told.replaceChildren(notice);
  };

  const wait = () => {
    if (told) tell(told.dataset.queueTold);
    form?.querySelector("button")?.setAttribute("hidden", "");
  };

  async function send() {
    const press = kept();
    if (!press || sending) return;
    sending = true;
    try {
      const answer = await fetch(press.action, {
        method: "POST",
        body: new URLSearchParams(press.fields),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status >= 500) return wait();
      forget();
      // A redirect is how a form that has done its work answers. Anything else has done nothing and has a page to
      // show, so the browser sends the form once more and shows it.
      if (answer.redirected) location.assign(answer.url);
      else if (form && form.action === press.action) form.submit();
      else location.assign(press.page);
    } catch {
      wait();
    } finally {
      sending = false;
    }
  }

  form?.addEventListener("submit", (event) => {
    const press = { action: form.action, page: location.href, fields: [...new FormData(form)], at: Date.now() };
    if (!keep(press)) return;
    event.preventDefault();
    send();
  });
  addEventListener("online", send);
  document.addEventListener("visibilitychange", send);
  setInterval(send, TRY_EVERY);
  send();
})();
