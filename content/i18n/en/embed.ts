/** Strings of the widgets and of the page that shows how to embed them. */
export const embed = {
  full: 'Open the full calculator on Headroom',
  intro:
    'Both calculators run in any page that may hold an iframe. They load when they come into view, set no cookie, ask no third party and follow the reader’s light or dark theme.',
  configure: 'Choose what to show',
  type: 'Calculator',
  types: { gpu: 'GPU comparison', precision: 'Mixed precision' },
  lang: 'Language',
  languages: { en: 'English', 'zh-cn': '简体中文' },
  theme: 'Theme',
  themes: { auto: 'As the reader’s system', light: 'Light', dark: 'Dark' },
  state: 'Job (the part of a calculator’s address after the question mark)',
  stateHint: 'Set the calculator up as you want it, press “Copy link” and paste the link here.',
  preview: 'What your readers see',
  iframe: 'With an iframe',
  iframeText: 'Works wherever HTML is allowed. The height is fixed: raise it if your job shows more lines.',
  script: 'With one script',
  scriptText:
    'The script (1 kB) adds the iframe when it comes into view and keeps it as high as its content. It reads one number from its own frames and nothing else.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select the text and copy it',
  parameters: 'Parameters',
  parametersText:
    'As attributes of the element, or in the query string of the iframe’s address. An unknown or impossible value is ignored, and the widget says so.',
  attribute: 'Parameter',
  meaning: 'What it does',
  rows: {
    type: '{values}. Only on the element; the iframe’s address names the calculator.',
    lang: '{values}. Only on the element; the iframe’s address names the language.',
    theme: '{values}.',
    title: 'Name of the frame for screen readers. Only on the element.',
    height: 'Height before the widget has reported its own, in pixels. Only on the element.',
    others: 'Every other attribute goes to the calculator as it stands in the link that “Copy link” gives.',
  },
  othersName: 'all others',
  stability: 'What stays as it is',
  stabilityText:
    'The address /embed/v1.js, the element, its attributes and its message are frozen: a snippet pasted today keeps working. The numbers are not frozen. They follow the catalog, and each widget prints the date of its data.',
  sandbox: 'If your host sandboxes frames',
  sandboxText:
    'With sandbox="allow-scripts" alone the widget calculates and keeps its initial height. Add allow-same-origin, allow-popups and allow-popups-to-escape-sandbox to let it resize and to let its links open.',
  messages: 'The message',
  messagesText:
    'The frame posts {message} to the page around it, in CSS pixels. Whoever writes their own loader should check the source and the origin.',
};
