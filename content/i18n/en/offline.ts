/** Strings of the installed site: its manifest, the notice of a new version, the page for a missing connection. */
export const offline = {
  install: {
    name: 'Headroom: which NVIDIA GPU?',
    description:
      'Which NVIDIA card trains or runs your model: memory, speed and cost with the working shown. Works without a connection.',
  },
  update: {
    text: 'A new version of this site is ready.',
    reload: 'Reload',
    later: 'Later',
  },
  page: {
    title: 'No connection',
    description: 'What of Headroom can be read and used without a connection.',
    text: 'The page you asked for has not been opened on this device before, and there is no connection to fetch it. The pages below are kept here and work without one.',
    visited: 'Pages you have opened',
    retry: 'Ask for the page again',
  },
};
