import type { library as en } from '../en/library.ts';

export const library: typeof en = {
  doors: {
    estimation: {
      title: '库参考：estimation',
      description:
        'headroom-estimation/estimation的全部函数、类和类型：签名、参数及单位、错误，以及每个公式的来源。',
    },
    catalog: {
      title: '库参考：catalog',
      description:
        'headroom-estimation/catalog导出的全部内容：显卡、模型、软件支持、公开实测及其类型，逐字段说明。',
    },
  },
  intro: '`{door}`导出的全部内容，共{n}个名称，对应版本{version}。',
  language: '说明文字直接取自代码中的注释，注释只有英文。',
  made: '本页在构建网站时由代码注释生成。安装和用法见[库的介绍](/data/library/)。',
  kinds: { function: '函数', class: '类', constant: '常量', type: '类型' },
  find: '按种类查找名称',
  parameter: '参数',
  field: '字段',
  type: '类型',
  meaning: '含义',
  parameters: '{name}的参数',
  fields: '{name}的字段，共{n}个',
  optional: '可省略',
  returns: '返回',
  throws: '抛出',
  sources: '公式来源',
  output: '使用{date}的数据，输出：',
  sizes:
    '本次构建的版本是{version}。为浏览器打包、压缩之后，`estimate`为{estimation} kB；连同数据库的全部显卡和模型为{withCatalog} kB。',
};
