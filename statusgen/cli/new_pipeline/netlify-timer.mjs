// Asks for a build every 15 minutes, for what changes by the clock alone: maintenances that begin and end, notices that
// expire, midnights. "statusgen next-change" tells when the next of these is due.
// It runs for the published deploy only, and needs the address of a build hook in STATUSGEN_BUILD_HOOK.

export default async () => {
  const hook = process.env.STATUSGEN_BUILD_HOOK;
  if (!hook) throw new Error("STATUSGEN_BUILD_HOOK is not set");
  const answer = await fetch(hook, { method: "POST" });
  if (!answer.ok) throw new Error(`The build hook answers ${answer.status}`);
};

export const config = { schedule: "*/15 * * * *" };
