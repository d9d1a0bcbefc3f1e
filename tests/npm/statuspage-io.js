// What the package statuspage.io reads at each address, as one JSON list.
const { Statuspage } = require("statuspage.io");

async function read(address) {
  const client = new Statuspage("ours");
  client.setApiUrl(address);
  const { api } = client;
  const lists = {
    incidents: await api.incidents.getAll(),
    unresolved: await api.incidents.getUnresolved(),
    maintenances: await api.scheduledMaintenances.getAll(),
    upcoming: await api.scheduledMaintenances.getUpcoming(),
    active: await api.scheduledMaintenances.getActive(),
  };
  return {
    summary: await api.getSummary(),
    status: await api.getStatus(),
    components: await api.getComponents(),
    ...lists,
  };
}

Promise.all(process.argv.slice(2).map(read)).then((read) => console.log(JSON.stringify(read)));
