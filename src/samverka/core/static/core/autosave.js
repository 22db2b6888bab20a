// Saves while one writes. A <form data-autosave> is sent to its own address, as its save button does, a moment after
// the last change; the page that answers is looked through for what the form needs next (its edition, its key) and for
// the words on when it was saved. Without script the button works as it always has.
//
// Words come from the page: <p data-autosave-status data-saving="…" data-failed="…" data-signed-out="…"
// data-restored="…">. An answer that holds [data-autosave-conflict] says that somebody else has saved the same part:
// it is shown, and nothing more is saved until the writer presses the button. What could not be saved is kept in this
// tab and put back when the page is opened again.
(() => {
  const PAUSE = 2_000;
  const SHORTEST = 10_000; // between two savings: each leaves its trace in the journal
  const CARRIED = ["edition", "request_key", "csrfmiddlewaretoken"];

  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

  function watch(form) {
    const status = form.querySelector("[data-autosave-status]");
    const keptAs = `samverka.autosave ${new URL(form.action).pathname}`;
    let saved = typed(form);
    let timer = 0;
    let last = 0;
    let sending = false;
    let stopped = false;
    let leaving = false;

    const say = (text) => {
      if (status && text) status.textContent = text;
    };

    const keep = () => {
      try {
        sessionStorage.setItem(keptAs, JSON.stringify(typed(form)));
      } catch {
        // no room or not allowed: the browser warns before the page is left
      }
    };

    const forget = () => {
      try {
        sessionStorage.removeItem(keptAs);
      } catch {
        // nothing was kept
      }
    };

    const isChanged = () => JSON.stringify(typed(form)) !== JSON.stringify(saved);

    restore();

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
      keep(); // until a page says that it was saved
    });
    addEventListener("beforeunload", (event) => {
      if (!leaving && isChanged()) event.preventDefault();
    });
    addEventListener("pagehide", () => {
      if (!leaving && !stopped && isChanged()) fetch(form.action, { ...request(), keepalive: true }).catch(() => {});
    });

    function changed() {
      if (!isChanged()) return;
      keep();
      if (stopped) return;
      clearTimeout(timer);
      timer = setTimeout(save, Math.max(PAUSE, last + SHORTEST - Date.now()));
    }

    function request() {
      return { method: "POST", body: new FormData(form), credentials: "same-origin" };
    }

    async function save() {
      if (sending || stopped || leaving || !isChanged()) return;
      sending = true;
      const sent = typed(form);
      say(status?.dataset.saving);
      try {
        take(await answer(), sent);
      } catch {
        say(status?.dataset.failed);
        timer = setTimeout(save, SHORTEST);
      } finally {
        sending = false;
        last = Date.now();
        if (!stopped && isChanged()) changed();
      }
    }

    async function answer() {
      const response = await fetch(form.action, request());
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return { response, page };
    }

    function take({ response, page }, sent) {
      const theirs = [...page.querySelectorAll("form[data-autosave]")].find(
        (other) => new URL(other.getAttribute("action"), location.href).pathname === new URL(form.action).pathname,
      );
      const conflict = page.querySelector("[data-autosave-conflict]");
      if (conflict && theirs) {
        stopped = true;
        carry(theirs);
        const shown = document.importNode(conflict, true);
        shown.setAttribute("role", "alert");
        form.before(shown);
        say(status?.dataset.conflict);
      } else if (response.ok && theirs) {
        carry(theirs);
        saved = sent;
        if (isChanged()) keep();
        else forget();
        say(theirs.querySelector("[data-autosave-status]")?.textContent);
      } else {
        stopped = response.ok || response.status === 422; // signed out, or something that only the writer can mend
        say(theirs || !response.ok ? status?.dataset.failed : status?.dataset.signedOut);
      }
    }

    function carry(theirs) {
      for (const name of CARRIED) {
        const [here, there] = [form, theirs].map((one) => one.querySelector(`input[name="${name}"]`));
        if (here && there) here.value = there.value;
      }
    }

    function restore() {
      let kept = null;
      try {
        kept = JSON.parse(sessionStorage.getItem(keptAs));
      } catch {
        // unreadable: as if nothing had been kept
      }
      forget();
      if (!Array.isArray(kept) || JSON.stringify(kept) === JSON.stringify(saved)) return;
      // What the page shows after a refused press is what was typed; a page opened anew shows what was saved.
      put(form, kept);
      say(status?.dataset.restored);
      keep();
      timer = setTimeout(save, PAUSE);
    }
  }

  // What has been typed, field by field; keys and files are no writing.
  function typed(form) {
    return [...new FormData(form)].filter(([name, value]) => !CARRIED.includes(name) && typeof value === "string");
  }

  function put(form, values) {
    const left = values.map(([name, value]) => ({ name, value }));
    const take = (name, value) => {
      const index = left.findIndex((one) => one.name === name && (value === undefined || one.value === value));
      return index < 0 ? undefined : left.splice(index, 1)[0].value;
    };
    for (const field of form.elements) {
      if (!field.name || field.disabled || CARRIED.includes(field.name)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = take(field.name, field.value) !== undefined;
      else if (!["submit", "button", "file", "hidden"].includes(field.type)) field.value = take(field.name) ?? field.value;
    }
  }
})();
