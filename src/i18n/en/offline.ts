/** Words of the dialog that prepares a room. */
export const offline = {
  open: 'Prepare this room…',
  title: 'Prepare this room',
  lead: 'Fetches everything onto this device, so that the lesson runs without a network, tomorrow too.',
  fetch: 'Fetch everything',
  page: 'Page, all chapters, recorded runs',
  runtime: 'Runtime of the models',
  impossible:
    'This browser keeps nothing for this address: it needs https or localhost, and a window that is not private.',
  ready: 'All of it is here. You can switch the network off.',
  states: { missing: 'not here yet', coming: 'on its way', kept: 'here', failed: 'failed' },
};
