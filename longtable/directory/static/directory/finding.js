// Looks near the device when somebody asks for it, and shares a link. Without this file one types a place.
const ask = document.querySelector(".where-i-am");
if (ask && navigator.geolocation) {
  const form = ask.form, note = form.querySelector(".where-note");
  const tell = (words) => { note.hidden = false; note.textContent = words; };
  ask.hidden = false;
  ask.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      // Two decimals are about a kilometre: near enough for a list, too far for a house.
      form.at.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
      form.at.disabled = false;
      form.near.value = "";
      tell(ask.dataset.where);
      if (form.q.value || form.querySelector("[name=need]")) form.requestSubmit();
    },
    () => tell(ask.dataset.nowhere),
    { maximumAge: 600000, timeout: 10000 },
  ));
  form.near.addEventListener("input", () => { form.at.disabled = true; });
}
for (const button of document.querySelectorAll("button[data-share]")) {
  const { share: url, title, done } = button.dataset;
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (navigator.share) return navigator.share({ title, url }).catch(() => {});
    await navigator.clipboard.writeText(url);
    button.textContent = done;
  });
}
