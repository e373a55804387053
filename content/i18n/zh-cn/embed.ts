import type { embed as en } from '../en/embed.ts';

export const embed: typeof en = {
  full: '在Headroom上打开完整计算器',
  intro:
    '只要页面允许使用iframe，就可以放进这两个计算器。滚动到看得见的位置才加载，不写Cookie，不请求任何第三方，浅色还是深色跟着读者的主题走。',
  guide: '各平台怎么贴：WordPress、Notion、Docusaurus、Hugo、MkDocs、普通HTML',
  configure: '选择要展示的内容',
  noScript: '选择功能需要JavaScript。下面的代码是组件的默认状态，可以直接使用。',
  type: '计算器',
  types: { gpu: '显卡对比', precision: '混合精度' },
  lang: '语言',
  languages: { en: 'English', 'zh-cn': '简体中文' },
  theme: '主题',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  start: '组件默认',
  model: '模型',
  gpu: '显卡',
  job: '任务',
  state: '其他设置：粘贴计算器的链接',
  stateHint:
    '先在计算器里设好参数，点击“复制链接”，再把链接粘贴到这里。也可以自己写参数，例如seq=4096&batch=2。',
  preview: '读者看到的样子',
  iframe: '使用iframe',
  iframeText: '凡是能写HTML的地方都能用。高度是固定的，请按自己的栏宽和任务调整。',
  script: '使用一行脚本',
  scriptText: '脚本只有1 kB，负责插入iframe，滚动到可见位置时才加载，并让高度始终与内容一致。',
  address: '只用网址',
  addressText: '适合自己会把网址变成框架的平台，例如Notion。',
  parameters: '参数',
  parametersText:
    '可以写成元素的属性，也可以写在iframe地址的查询字符串里。认不出或不成立的取值会被忽略，组件会明确提示。',
  attribute: '参数',
  meaning: '作用',
  rows: {
    type: '{values}。仅用于元素；iframe由地址决定是哪个计算器。',
    lang: '{values}。仅用于元素；iframe由地址决定语言。',
    theme: '{values}。',
    title: '供屏幕阅读器使用的框架名称。仅用于元素。',
    height: '组件上报自身高度之前的初始高度，单位为像素。仅用于元素。',
    model: '模型，写数据目录中的slug。',
    gpu: '显卡，写数据目录中的slug。',
    job: '{values}。仅用于显卡对比。',
    method: '{values}。仅用于混合精度。',
    others: '其余属性原样交给计算器，写法与“复制链接”得到的链接相同。',
  },
  othersName: '其余全部',
  stability: '哪些不会变',
  stabilityText: '第1版已经冻结，并由测试把关：今天粘贴的代码以后照样能用，含义也不变。',
  stable: [
    '地址：/embed/v1.js、/embed/gpu/、/embed/precision/，/zh-cn/下的同名地址，以及oEmbed文件。',
    '标记：元素headroom-widget及其属性。',
    '参数：每个名称，以及它接受的每个取值。以后可能增加，不会删除，也不会改变含义。',
    '消息：下面的一种消息和一个事件。',
  ],
  stabilityNumbers:
    '数字不会冻结，它们随数据更新，每个组件都会标明数据日期。如果有什么不得不改，会启用新的地址/embed/v2.js，与现有地址并存。',
  event: '事件',
  eventText: '框架高度变化时，元素会派发resize事件，该事件不冒泡。除此之外没有别的事件。',
  messages: '消息格式',
  messagesText:
    '框架向外层页面发送{message}，内容是版本号和以CSS像素为单位的高度。脚本只从自己的框架、且来源为本站时读取这个数字，确认它是有限值，并限制在{min}到{max}之间，除此之外不做任何事；框架本身不监听消息。自己写加载脚本时，也请检查消息的来源窗口和源。',
  policy: '如果页面设置了内容安全策略',
  policyText:
    '允许本站作为框架来源即可；使用脚本时再允许本站作为脚本来源。除此之外都不需要。策略不允许内联样式时，把代码里的style删掉即可，它只是在脚本到达之前先占好位置。',
  sandbox: '如果宿主页面给iframe加了沙箱',
  sandboxText:
    '只有sandbox="allow-scripts"时，组件可以计算，但保持初始高度。再加上allow-same-origin、allow-popups和allow-popups-to-escape-sandbox，就能自动调整高度并打开链接。',
  oembed: 'oEmbed',
  oembedText:
    '能把粘贴的网址变成组件的平台，可以从计算器页面和组件页面找到oEmbed信息。返回的是静态文件，所以无论粘贴的网址带什么参数，展示的都是默认状态，也不随maxwidth和maxheight变化：组件会适应所给的任何宽度。',
};
