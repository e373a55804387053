/** Strings of the widgets and of the page that shows how to embed them. */
export const embed = {
  full: 'Open the full calculator on Headroom',
  intro:
    'Both calculators run in any page that may hold an iframe. They load when they come into view, set no cookie, ask no third party and follow the reader’s light or dark theme.',
  guide: 'What to paste where: WordPress, Notion, Docusaurus, Hugo, MkDocs, plain HTML',
  configure: 'Choose what to show',
  noScript: 'Choosing needs JavaScript. The snippets show the widget as it starts, and work as they are.',
  type: 'Calculator',
  types: { gpu: 'GPU comparison', precision: 'Mixed precision' },
  lang: 'Language',
  languages: { en: 'English', 'zh-cn': '简体中文' },
  theme: 'Theme',
  themes: { auto: 'As the reader’s system', light: 'Light', dark: 'Dark' },
  /** First choice of each list: the widget decides. */
  start: 'As the widget starts',
  model: 'Model',
  gpu: 'Card',
  job: 'Job',
  state: 'Everything else: paste a calculator’s link',
  stateHint:
    'Set a calculator up as you want it, press “Copy link” and paste the link here. Or write parameters yourself: seq=4096&batch=2.',
  preview: 'What your readers see',
  iframe: 'With an iframe',
  iframeText: 'Works wherever HTML is allowed. The height is fixed: change it to suit your column and job.',
  script: 'With one script',
  scriptText:
    'The script (1 kB) adds the iframe, loads it when it comes into view and keeps it as high as its content.',
  address: 'Only the address',
  addressText: 'For hosts that make a frame of an address, such as Notion.',
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
    model: 'The model, by its slug in the catalog.',
    gpu: 'The card, by its slug in the catalog.',
    job: '{values}. GPU comparison only.',
    method: '{values}. Mixed precision only.',
    others: 'Every other attribute goes to the calculator as it stands in the link that “Copy link” gives.',
  },
  othersName: 'all others',
  stability: 'What stays as it is',
  stabilityText:
    'Version 1 is frozen, and tests hold it: a snippet pasted today keeps working, and means the same.',
  stable: [
    'Addresses: /embed/v1.js, /embed/gpu/, /embed/precision/, the same under /zh-cn/, and the oEmbed files.',
    'Markup: the element headroom-widget and its attributes.',
    'Parameters: each name, and each value that it takes. New ones may come; none goes, none changes its meaning.',
    'Messages: the one message and the one event below.',
  ],
  stabilityNumbers:
    'The numbers are not frozen. They follow the catalog, and each widget prints the date of its data. What cannot be done without a break would get addresses of its own, /embed/v2.js, beside these.',
  event: 'The event',
  eventText:
    'When the frame takes another height, the element dispatches resize, which does not bubble. There is no other event.',
  messages: 'The message',
  messagesText:
    'The frame posts {message} to the page around it: version and height in CSS pixels. The script reads that one number, from its own frames and this site’s origin, checks that it is finite and keeps it between {min} and {max}. It acts on nothing else, and the frame listens to nothing. Whoever writes their own loader should check the source and the origin too.',
  policy: 'If your page has a content security policy',
  policyText:
    'Allow this site as a source of frames, and of scripts if you use the script. Nothing else is needed. Where the policy forbids inline styles, leave style out of the snippet: it only keeps the place free until the script has come.',
  sandbox: 'If your host sandboxes frames',
  sandboxText:
    'With sandbox="allow-scripts" alone the widget calculates and keeps its initial height. Add allow-same-origin, allow-popups and allow-popups-to-escape-sandbox to let it resize and to let its links open.',
  oembed: 'oEmbed',
  oembedText:
    'Hosts that turn a pasted address into a widget find one through the pages of the calculators and through the widgets. The answers are static files, so they always show the widget in its default state, whatever the pasted address says, and do not adapt to maxwidth and maxheight: the widget takes any width it is given.',
};
