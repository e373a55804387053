import type { offline as en } from '../en/offline.ts';

export const offline: typeof en = {
  install: {
    name: 'Headroom：该用哪款NVIDIA显卡',
    description: '训练或运行一个模型该用哪款NVIDIA显卡：显存、速度和花费都附推算过程，断网也能用。',
  },
  update: {
    text: '本站有新版本可用。',
    reload: '重新加载',
    later: '以后再说',
  },
  page: {
    title: '没有网络连接',
    description: '断网时Headroom还有哪些内容可以阅读和使用。',
    text: '这台设备还没有打开过你要看的页面，现在又连不上网络。下面这些页面已经保存在本机，断网也能用。',
    visited: '你打开过的页面',
    retry: '重新请求这个页面',
  },
};
