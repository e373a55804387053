import type { modelConfig as en } from '../en/model-config.ts';

export const modelConfig: typeof en = {
  errors: {
    'not-json': '这不是JSON：{value}。请粘贴完整的config.json，从第一个花括号到最后一个。',
    'too-large': '文本有{value}个字符，超出config.json的长度上限（{allowed}）。',
    'not-an-object': 'config.json应该是花括号括起来的对象，而不是{value}。',
    pipeline:
      '这是扩散模型流水线或其中一个组件（{value}）的配置，不是Transformers模型。请直接从列表中选择扩散模型。',
    adapter: '这是适配器（LoRA）的配置，不是模型的配置。请粘贴其基座模型{value}的config.json。',
    'unsupported-type': '“{field}”：暂不支持{value}类型的模型。支持的类型：{allowed}。',
    'unsupported-value': '“{field}”的值{value}会改变层的结构，这里还不支持。允许的值：{allowed}。',
    missing: '缺少“{field}”（查找过：{names}）。允许的值：{allowed}。',
    'wrong-type': '“{field}”的值是{value}，类型应为{type}（{allowed}）。',
    'out-of-range': '“{field}”超出范围：{value}。允许的值：{allowed}。',
    'not-dividing': '“{field}”：{value}不能被{by}整除。',
  },
  notes: {
    'unknown-type': '这里没有“{type}”类型的专门规则：已按普通解码器读取，参数量可能漏掉一些小部分。',
    'text-part': '这个“{type}”模型只计算语言部分，不含图像或语音编码器。',
    default: '文件里没有“{field}”，按Transformers的默认值{value}处理。',
    quantized: '权重以量化格式保存（{method}）。这里的维度是模型本身的维度，权重格式请自行选择。',
  },
};
