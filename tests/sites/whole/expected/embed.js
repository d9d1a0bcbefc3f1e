(async () => {
  const site = {"dir": "ltr", "dismiss": "Dismiss", "label": "Nordlys Status", "lang": "en", "more": "%(name)s and %(count)s more", "states": {}, "url": "https://example.org/status/", "view": "View status"};
  const script = document.currentScript;
  const root = script?.src.match(/^https?:.+\/(?=embed\.js)/)?.[0] ?? site.url;
  const key = `status of ${root}`;
  if (window[key]) return;
  window[key] = true;
  if (document.readyState === "loading") {
    await new Promise((ready) => document.addEventListener("DOMContentLoaded", ready));
  }

  const add = (parent, tag, properties) => parent.appendChild(Object.assign(document.createElement(tag), properties));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":host { all: initial !important; display: contents !important; } section { position: fixed; z-index: 2147483647; inset: auto 12px max(12px, env(safe-area-inset-bottom)); display: flex; gap: 12px; box-sizing: border-box; width: fit-content; max-width: 720px; max-height: 50vh; margin: auto; padding: 12px; border: 1px solid #8888; border-radius: 12px; background: Canvas; box-shadow: 0 4px 24px #0003; color: CanvasText; color-scheme: light dark; font: medium/1.5 system-ui, sans-serif; overflow: auto; overflow-wrap: anywhere; } i { height: 0; margin: 2px; border: 10px solid #2b9a5f; clip-path: path(\"M10 0a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM9 15 4 10l2-2 3 3 6-6 2 2z\"); } .maintenance i { border-color: #8b63e6; clip-path: path(\"M19 5a6 6 0 0 1-8 7l-6 6a2 2 0 0 1-3-3l6-6a6 6 0 0 1 7-8l-4 4 1 3 3 1z\"); } .minor i { border-color: #b98000; clip-path: path(\"M10 1 20 19H0zM9 7v6h2V7zm0 8v2h2v-2z\"); } .major i { border-color: #d9601a; clip-path: path(\"M10 0 20 10 10 20 0 10zM9 5v6h2V5zm0 8v2h2v-2z\"); } .critical i { border-color: #e0443e; clip-path: path(\"M1 1h18v18H1zM10 8 7 5 5 7l3 3-3 3 2 2 3-3 3 3 2-2-3-3 3-3-2-2z\"); } p { margin: 0; } b { display: block; } a { display: inline-block; color: inherit; } button { width: 24px; height: 24px; padding: 0; border: 0; background: none; color: inherit; font: 24px/1 system-ui; cursor: pointer; } :focus-visible { outline: 2px solid; } @media print { section { display: none; } }");
  const shadow = add(document.body, "div").attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  const live = add(shadow, "output");
  const banner = add(live, "section", { lang: site.lang, dir: site.dir, ariaLabel: site.label });
  add(banner, "i");
  const text = add(banner, "p");
  const state = add(text, "b");
  const title = add(text, "span");
  const link = add(text, "a", { textContent: site.view });
  const button = add(banner, "button", { textContent: "×", ariaLabel: site.dismiss });
  banner.remove();

  let news, dismissed;
  try {
    dismissed = sessionStorage[key];
  } catch { /* silence */ }

  const read = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${root}api/v2/summary.json`);
      const { incidents, scheduled_maintenances: planned, status: { indicator, description } } = await answer.json();
      const running = planned.filter(({ status }) => status !== "scheduled");
      const [{ name = "", shortlink } = {}, ...others] = [...incidents, ...running];
      const { length } = others;
      const words = length ? site.more.replace("%(count)s", length).replace("%(name)s", () => name) : name;
      const url = /^https?:/.test(shortlink) ? shortlink : root;
      const said = [description, words, url].join();
      const matters = indicator !== "none" || incidents.length || script?.dataset.show === "always";
      if (!matters || !description || said === dismissed) banner.remove();
      else if (said !== news) {
        banner.className = indicator;
        state.textContent = site.states[description] ?? description;
        title.textContent = `${words} `;
        link.href = url;
        live.append(banner);
      }
      news = said;
    } catch { /* silence */ }
  };

  button.onclick = () => {
    dismissed = news;
    try {
      sessionStorage[key] = news;
    } catch { /* silence */ }
    banner.remove();
  };
  document.addEventListener("visibilitychange", read);
  setInterval(read, 3e5);
  read();
})().catch(() => {});
