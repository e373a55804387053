import type { embed as en } from '../en/embed.ts';

export const embed: typeof en = {
  full: '在Headroom上打开完整计算器',
  intro:
    '只要页面允许使用iframe，就可以放进这两个计算器。滚动到看得见的位置才加载，不写Cookie，不请求任何第三方，浅色还是深色跟着读者的主题走。',
  configure: '选择要展示的内容',
  type: '计算器',
  types: { gpu: '显卡对比', precision: '混合精度' },
  lang: '语言',
  languages: { en: 'English', 'zh-cn': '简体中文' },
  theme: '主题',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  state: '任务（计算器网址中问号之后的部分）',
  stateHint: '先在计算器里设好参数，点击“复制链接”，再把链接粘贴到这里。',
  preview: '读者看到的样子',
  iframe: '使用iframe',
  iframeText: '凡是能写HTML的地方都能用。高度是固定的，如果内容较多，请调大高度。',
  script: '使用一行脚本',
  scriptText:
    '脚本只有1 kB，在滚动到可见位置时插入iframe，并让高度始终与内容一致。它只从自己的iframe读取一个数字，不做别的事。',
  copy: '复制',
  copied: '已复制',
  copyFailed: '请选中文字后手动复制',
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
    others: '其余属性原样交给计算器，写法与“复制链接”得到的链接相同。',
  },
  othersName: '其余全部',
  stability: '哪些不会变',
  stabilityText:
    '/embed/v1.js这个地址、元素名、属性和消息格式都已冻结：今天粘贴的代码以后照样能用。数字不会冻结，它们随数据更新，每个组件都会标明数据日期。',
  sandbox: '如果宿主页面给iframe加了沙箱',
  sandboxText:
    '只有sandbox="allow-scripts"时，组件可以计算，但保持初始高度。再加上allow-same-origin、allow-popups和allow-popups-to-escape-sandbox，就能自动调整高度并打开链接。',
  messages: '消息格式',
  messagesText: '框架向外层页面发送{message}，单位为CSS像素。自己写加载脚本时，请检查消息的来源窗口和源。',
};
