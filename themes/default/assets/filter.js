// Shows only those of a page's reports that its address asks for. Pages work without this.

{
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const names = ["component", "impact", "kind"];
  const numbers = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);

  const put = (url, asked) => {
    for (const name of names.filter((name) => name in asked)) {
      url.searchParams.delete(name);
      if (asked[name]) url.searchParams.append(name, asked[name]);
    }
    return url;
  };

  // Years and months show the same of theirs
  const pass = (asked) => {
    for (const link of all("main a[href]")) {
      const { href, search } = put(new URL(link.href), asked);
      if (/\/history\/\d+\/(\d+\/)?$/.test(link.pathname) && search !== link.search) link.href = href;
    }
  };

  const matches = ({ dataset }, asked) =>
    (!asked.component || dataset.components?.split(" ").includes(asked.component)) &&
    (!asked.impact || dataset.impact === asked.impact) &&
    (!asked.kind || dataset.kind === asked.kind);

  // An element of its own: it is connected again, before anything is drawn, when a page takes in a newer build
  customElements.define("report-filter", class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", () => this.ask());
      this.querySelector("button")?.addEventListener("click", () => {
        for (const { select } of this.choices()) select.value = "";
        this.ask();
        this.querySelector("label:not([hidden]) select").focus();
      });
      this.read();
    }

    choices() {
      return all("label", this).map((label) => ({ label, select: label.control }));
    }

    ask() {
      const asked = Object.fromEntries(this.choices().map(({ select }) => [select.name, select.value]));
      history.replaceState(history.state, "", put(new URL(location), asked));
      this.read();
    }

    read() {
      const choices = this.choices();
      const query = new URLSearchParams(location.search);
      const own = choices.length ? choices.map(({ select }) => select.name) : names;
      const asked = Object.fromEntries(own.map((name) => [name, query.get(name) ?? ""]));
      for (const { label, select } of choices) {
        const value = asked[select.name];
        if (!all("option", select).some((option) => option.value === value)) select.add(new Option(value, value));
        select.value = value;
        label.hidden &&= !value;
      }
      this.hidden = choices.every(({ label }) => label.hidden);
      pass(asked);
      if (choices.length) this.show(asked);
    }

    show(asked) {
      const lines = all(".line");
      for (const line of lines) line.hidden = !matches(line, asked);
      for (const part of all(".year:has(.line)")) part.hidden = !part.querySelector(".line:not([hidden])");
      const status = this.querySelector("[role=status]");
      const shown = lines.filter((line) => !line.hidden).length;
      const isAsked = Object.values(asked).some(Boolean);
      const { some, none } = status.dataset;
      status.textContent = isAsked ? (shown ? some.replace("%(shown)s", numbers.format(shown)) : none) : "";
      this.querySelector("button").hidden = !isAsked;
    }
  });
}
