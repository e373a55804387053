import type { cli as en } from '../en/cli.ts';

export const cli: typeof en = {
  help: `用法：npm run -s estimate [-- 选项] < requests.jsonl

每行读入一个JSON请求，按原顺序逐行回答，空行跳过。有错的行
在原位置输出{"error": {code, field, params, allowed, message}}，其余照常处理。

请求必须有task（training | inference）、model（slug或模型尺寸）和gpu（slug），其他字段都有默认值。
JSON Schema见/api/v1/estimate-request.schema.json和/api/v1/estimate-answer.schema.json。

  --format json|table   json（默认）：每行一个回答；table：便于阅读的文字
  --explain             附上计算过程：每个数字的公式、代入的数值、结果和来源（文字形式）
  --lang en|zh-cn       消息和表格的语言（默认en）
  -h, --help            显示本说明

其他问法，一次只能选一种：
  --sweep               把任务放到每一款显卡上：能运行的在前，最快的排最上；不需要gpu
  --largest batch       放得下的最大微批次（推理时为并发数）
  --largest sequence    放得下的最长序列（推理时写context，含义相同）
  --largest model       放得下的参数量最大的模型；不需要model
  --cheapest            能完成任务的显卡，从最便宜的开始；不需要gpu
    --count N           同一款最多N块（默认2）
    --budget X          总价不超过X
    --price SLUG=X      用实际价格代替首发价，可以重复
  --limit N             --sweep或--cheapest只列前N行

退出码：0表示全部回答，1表示有的行出错，2表示命令有误。

示例：
  echo '{"task":"training","model":"llama-3.1-8b","gpu":"rtx-3090","method":"qlora"}' | npm run -s estimate
  echo '{"task":"inference","model":"qwen2.5-7b"}' | npm run -s estimate -- --sweep --format table --limit 10
`,
  problems: {
    value: '{option}不能取“{value}”。可取的值：{allowed}。用法见--help。',
    together: '{a}和{b}不能同时使用。用法见--help。',
    needs: '{option}要和以下选项之一同用：{others}。用法见--help。',
  },
  error: '错误：{message}',
  training: '训练，{method}，{precision}',
  serving: '推理，{format}，{tokens}个词元',
  fits: '是',
  short: '否',
  spare: '放得下，还剩{headroom}。',
  lacking: '放不下，还差{short}。占用最多的是：{parts}。',
  refused: '这块卡无法完成：{reason}',
  part: '{part}{bytes}（{share}）',
  join: '、',
  range: '可能的范围',
  otherUse: '其他程序',
  host: '占用内存',
  trainingSpeed: '训练速度',
  decodingSpeed: '解码速度',
  speedRange: '{speed}（{low} … {high}）',
  speed: '速度',
  bound: '瓶颈',
  mfu: '峰值算力利用率',
  step: '一次优化器更新',
  communication: '其中等待其他显卡',
  prefill: '处理提示词',
  firstToken: '首个词元延迟',
  time: '总用时',
  energy: '总耗电',
  purchase: '购买',
  electricity: '电费',
  cloud: '租用',
  cost: '总花费',
  breakEven: '买卡回本',
  hours: '使用{n}小时后',
  change: '可以怎么改',
  fit: '放得下',
  timeFactor: '用时',
  run: '最接近的公开实测',
  figures: { allocated: '已分配', reserved: '已保留', process: '总占用', speed: '速度' },
  measured: '实测',
  estimated: '估算',
  source: '来源：{source}',
  units: { bytes: '字节', parameters: '个参数', elements: '个元素' },
  largest: '{field}最大为{value}（{reason}）。',
  limits: {
    memory: '再大显存就不够了',
    model: '已到模型或列表的上限',
    request: '已到请求允许的上限',
  },
  none: '都放不下。',
  card: '显卡',
  cards: '显卡',
  price: '价格',
  headroom: '剩余显存',
  leftOut: '另有{n}款显卡不适用于这个请求，没有列出。',
};
