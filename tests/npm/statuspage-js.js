// What the package statuspage.js reads at each address, as one JSON list; its dates are Dates.
const { Statuspage } = require("statuspage.js");

async function read(address) {
  const client = new Statuspage("ours");
  client.axios.defaults.baseURL = `${address}api/v2`;
  return {
    summary: await client.summary(),
    status: await client.status(),
    components: await client.components(),
    incidents: await client.allIncidents(),
    unresolved: await client.unresolvedIncidents(),
    maintenances: await client.allScheduledMaintenances(),
    upcoming: await client.upcomingScheduledMaintenances(),
    active: await client.activeScheduledMaintenances(),
  };
}

Promise.all(process.argv.slice(2).map(read)).then((read) => console.log(JSON.stringify(read)));
