// Keeps this page as the site is: `statusgen serve` tells when it is another, and what is wrong.

{
  const { dataset, src } = document.currentScript;
  let { key } = dataset;
  let stream;

  const sheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")];
  const restyle = async () => {
    const answer = await fetch(location.href);
    const text = await answer.text();
    const old = sheets(document);
    const fresh = sheets(new DOMParser().parseFromString(text, "text/html")).map((it) => document.importNode(it));
    if (answer.status === 503 || !old.length || !fresh.length) return location.reload();
    await Promise.all(fresh.map((it) => new Promise((done) => {
      it.onload = it.onerror = done;
      old.at(-1).before(it);
    })));
    for (const it of old) it.remove();
  };

  // A shadow tree, in which the site's styles mean nothing
  const host = document.createElement("statusgen-problems");
  const shadow = host.attachShadow({ mode: "open" });
  let laid = "";
  const lay = (html) => {
    if (html === laid) return; // told again where this page listens anew, and may have been put aside
    laid = html;
    host.remove();
    if (!html) return;
    shadow.innerHTML = `<link rel="stylesheet" href="${new URL("serve.css", src)}">
      <dialog class="problems" lang="en" dir="ltr" aria-labelledby="title">${html}
      <form method="dialog"><button>Show the last good page <kbd>Esc</kbd></button></form></dialog>`;
    document.body.append(host);
    shadow.querySelector("dialog").showModal();
  };

  const listen = () => {
    stream?.close();
    if (document.hidden) return; // a browser holds few streams, and hidden pages need none
    stream = new EventSource(`${new URL("events", src)}?${new URLSearchParams({ page: location.pathname, key })}`);
    stream.addEventListener("reload", () => location.reload());
    stream.addEventListener("problems", ({ data }) => lay(JSON.parse(data)));
    stream.addEventListener("styles", ({ data }) => {
      key = JSON.parse(data);
      restyle();
      listen();
    });
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}
