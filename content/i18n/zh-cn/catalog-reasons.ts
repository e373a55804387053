/** Reasons and notes of the catalog in Chinese, by the English sentence that a record holds. */
export const reasons: Record<string, string> = {
  // Which value a disagreement keeps, and why.
  'One date is the announcement, the other the first day of sale; the date of the Wikipedia table is kept throughout.':
    '一个是发布日，一个是开售日；统一采用维基百科表格的日期。',
  'The board database is kept; the other table rounds or predates the launch.':
    '采用显卡数据库的数值；另一张表做了取整，或早于正式发布。',
  'The other column mixes CUDA core and Tensor Core rates.':
    '另一张表的这一列把CUDA核心与Tensor Core的算力混在一起。',
  'Makers fit different memory; the board database is kept.': '各厂商配的显存不同，采用显卡数据库的数值。',
  'Bus width times data rate decides.': '以位宽乘以数据速率为准。',
  'The board database is kept.': '采用显卡数据库的数值。',
  'The CUDA guide gives one sixty-fourth for compute capability 8.6.':
    'CUDA编程指南对计算能力8.6给出的是1/64。',
  'The database row describes one of the two dies.': '显卡数据库这一行描述的只是两块芯片之一。',
  "NVIDIA's own description is kept.": '采用NVIDIA自己的说法。',
  'The rate of the CUDA guide is kept.': '采用CUDA编程指南的速率。',
  'Twice cores times boost clock decides.': '以2×核心数×加速频率为准。',
  'The per-SM rate decides.': '以每个SM的速率为准。',
  'The published limit is kept.': '采用公布的限制值。',
  'The launch price is kept; the other table rounds and mixes in street prices.':
    '采用首发价；另一张表做了取整，还混入了市场价。',
  'NVIDIA and Wikipedia agree on the lower boost clock of the PCIe board.':
    'PCIe版的加速频率较低，NVIDIA与维基百科一致。',
  'The SXM2 module is rated at 300 W; 250 W is the PCIe board.': 'SXM2模组的功耗是300 W；250 W属于PCIe版。',
  'The rounded figure is set aside.': '不采用取整后的数值。',
  'One RT core in each of 16 SMs.': '16个SM各有一个RT核心。',
  'The data sheet is kept.': '采用数据手册的数值。',
  "NVIDIA's 4.8 TB/s is kept; the Wikipedia row holds the figure of the H100.":
    '采用NVIDIA公布的4.8 TB/s；维基百科这一行填的是H100的数值。',
  "NVIDIA's figure is kept.": '采用NVIDIA的数值。',
  "The board database holds the clock of another V100; NVIDIA's own figure is kept.":
    '显卡数据库填的是另一款V100的频率，采用NVIDIA自己的数值。',
  'The board database holds the memory clock of the V100S.': '显卡数据库填的是V100S的显存频率。',
  'The PCIe board is rated at 250 W; 300 W is the SXM2 module.': 'PCIe版的功耗是250 W；300 W属于SXM2模组。',
  'The launch price is kept; the other table mixes in street prices.': '采用首发价；另一张表混入了市场价。',
  'The Wikipedia table is kept: HBM2, as in the A100 with 40 GB.':
    '采用维基百科的说法：与40 GB的A100一样是HBM2。',
  "Twice cores times boost clock is kept, and doubtful: the data sheet's 35 TFLOPS need 80 SMs at this clock, or a higher clock.":
    '采用2×核心数×加速频率，但存疑：数据手册的35 TFLOPS在这个频率下需要80个SM，或者更高的频率。',
  'The 250 W of the board feed four GPUs; this record describes one.':
    '250 W供整块板卡的四个GPU使用，这里只描述其中一个。',
  'The newer Wikipedia table prints the memory clock that gives 960 GB/s.':
    '较新的维基百科表格给出的显存频率对应960 GB/s。',
  'The newer Wikipedia table prints the memory clock that gives 20 Gbit/s.':
    '较新的维基百科表格给出的显存频率对应20 Gbit/s。',
  'Both Wikipedia tables print 224 GB/s; the board database holds the clock of faster memory.':
    '两张维基百科表格都是224 GB/s；显卡数据库填的是更快显存的频率。',
  'What 224 GB/s on 128 bit needs.': '由128位、224 GB/s反推。',
  'The L40S carries the whole AD102 cache.': 'L40S启用了AD102的全部缓存。',
  'The board database repeats the date of the L40; another table gives only the year.':
    '显卡数据库重复了L40的日期，另一张表只给出年份。',
  '7,424 cores at 128 per SM make 58.': '7,424个核心，每个SM有128个，即58个SM。',
  'Four Tensor Cores in each of 58 SMs.': '58个SM各有四个Tensor Core。',
  'One RT core in each of 58 SMs.': '58个SM各有一个RT核心。',
  'The published figure is kept, and doubtful: 44 TFLOPS need 2.2 GHz with 78 SMs, so either the SMs or the clock are off.':
    '采用公布的数值，但存疑：78个SM要达到44 TFLOPS需要2.2 GHz，SM数量或频率总有一个不对。',
  'The announced price replaces a figure from before the launch.': '以公布的价格取代发布前的数值。',
  'Four Tensor Cores in each of 48 SMs, as in every other chip of compute capability 12.':
    '48个SM各有四个Tensor Core，与计算能力12的其他芯片相同。',
  'HGX B200 is sold with 180 GB per GPU; 192 GB was announced, 90 GB is one of the two dies.':
    'HGX B200每个GPU配180 GB出售；192 GB是发布时的说法，90 GB是两块芯片之一。',
  'NVIDIA prints 8 TB/s for the chip and 7.7 TB/s for HGX B200 with 180 GB; the first is kept.':
    'NVIDIA给芯片标8 TB/s，给180 GB的HGX B200标7.7 TB/s；采用前者。',
  'Follows from 8 TB/s on 8,192 bit; the device clock alone would give 7.99.':
    '由8,192位、8 TB/s得出；仅按设备频率是7.99。',
  '1,100 is the same figure, rounded.': '1,100是同一数值取整的结果。',
  "Twice cores times boost clock is kept; NVIDIA's 80 TFLOPS need 2.1 GHz.":
    '采用2×核心数×加速频率；NVIDIA的80 TFLOPS需要2.1 GHz。',
  'Bus width times data rate is kept; a hosting company prints 1,597 GB/s, which is not settled.':
    '采用位宽乘以数据速率；一家托管商给出1,597 GB/s，尚无定论。',
  'The other table gives only a year.': '另一张表只给出年份。',
  "NVIDIA's list is kept.": '采用NVIDIA的列表。',
  'Depends on the machine: air-cooled DGX B300 systems stop at 1,000 W.':
    '取决于整机：风冷的DGX B300最高1,000 W。',
  "INT8 is said to be cut hard on Blackwell Ultra, and the other figure is that of the B200: no figure is kept until NVIDIA's own is read.":
    '据说Blackwell Ultra大幅削减了INT8，另一个数值其实属于B200：读到NVIDIA自己的数值之前不采用任何数值。',
  'The sources differ by a fifth; the lower end of the first is kept.':
    '各来源相差五分之一，采用第一个来源的下限。',
  'The data sheet and a submitted system agree.': '数据手册与一套提交评测的系统一致。',

  // What a rule or a stranger says in a disagreement.
  'bus width × data rate': '位宽×数据速率',
  rule: '按规则',
  '2 × cores × boost clock': '2×核心数×加速频率',
  'one per SM': '每个SM一个',
  'bandwidth ÷ bus width': '带宽÷位宽',
  'four per SM': '每个SM四个',
  'device clock of 3,996 MHz': '设备频率3,996 MHz',
  "a hosting company's note": '一家托管商的说明',
  'ml-engineering, NVFP4': 'ml-engineering，NVFP4',
  'as announced': '发布时的说法',

  // Why a figure departs from its rule.
  "NVIDIA's figure; the Tensor Core clock behind it is not published.":
    'NVIDIA的数值；背后的Tensor Core频率没有公布。',
  "NVIDIA's data sheet rates every format at half of what this chip does on the L40S.":
    'NVIDIA数据手册给出的各格式算力，都是同一芯片在L40S上的一半。',
  'Capped for export: the published figure.': '受出口限制：采用公布的数值。',
  'Half the rate when accumulating in FP32, as on GeForce cards; no figure of NVIDIA was read.':
    '与GeForce显卡一样，FP32累加时速度减半；没有读到NVIDIA的数值。',
  "NVIDIA's figure, which needs a higher clock than the database's boost clock.":
    'NVIDIA的数值，需要比显卡数据库所列加速频率更高的频率。',
  "NVIDIA's data sheet prints a figure one per cent below the per-SM rate at the boost clock.":
    'NVIDIA数据手册的数值比按加速频率计算的低1 %。',
  "NVIDIA publishes 4.8 TB/s, 2 % below bus width times the database's memory clock.":
    'NVIDIA公布4.8 TB/s，比位宽乘以显卡数据库所列显存频率低2 %。',
  'No data rate was read; this is the published figure.': '没有读到数据速率，这是公布的数值。',
  'Sold with a limit on Tensor Core work; only the limited FP4 figure is published.':
    '出售时限制了Tensor Core算力，只公布了受限后的FP4数值。',
  "The data sheet's figure, for which the rule gives 126.": '数据手册的数值，按规则应为126。',
  "Taken as equal to the data sheet's FP16 figure.": '视为与数据手册的FP16数值相同。',
  'No published figure for accumulation in FP16.': '没有公布FP16累加的数值。',
  "The published figure; the database's clock and 78 SMs give less.":
    '公布的数值；按显卡数据库的频率和78个SM算出来更低。',
  'Capped for export.': '受出口限制。',
  'Capped for export; taken as equal to the rate that accumulates in FP32.':
    '受出口限制；视为与FP32累加的速率相同。',
  'Taken as equal to the rate that accumulates in FP32.': '视为与FP32累加的速率相同。',

  // Notes on cards.
  'Full rate when accumulating in FP32 is taken over from the largest card of the series.':
    'FP32累加不减速，这一点沿用同系列最大型号的资料。',
  'The data rate follows from the published bandwidth and the bus width.': '数据速率由公布的带宽和位宽反推。',
  'Sold as GeForce 20; the chip is an Ampere GA107.': '以GeForce 20系列出售，芯片却是Ampere的GA107。',
  'Sold in China with a limit of 2,375 AI TOPS (sparse FP4), where the RTX 5090 has 3,352. Which other formats the limit reaches is not published: their rates are those of the chip.':
    '在中国出售，限制为2,375 AI TOPS（FP4稀疏），RTX 5090为3,352。限制还涉及哪些格式没有公布，其余算力按芯片本身列出。',
  'Sold with 8 GB and with 16 GB under one name; this is the one with 8 GB.':
    '同一名称有8 GB和16 GB两种，这里是8 GB的。',
  "Built for AWS. Its data sheet prints 35 TFLOPS in FP32 and 70 in FP16, where the board database's 72 SMs give 31.5 and 126: the cores are doubtful.":
    '为AWS定制。数据手册给出FP32 35 TFLOPS、FP16 70 TFLOPS，而按显卡数据库的72个SM应为31.5和126：核心数存疑。',
  'Four GPUs on one board of 250 W; this is one of them. A program sees four cards with 16 GB each.':
    '一块250 W的板卡上有四个GPU，这里是其中一个。程序看到的是四块各16 GB的卡。',
  'Announced on 2022-09-20 and withdrawn; the same silicon was sold as the GeForce RTX 4070 Ti.':
    '2022年9月20日发布后撤回，同样的芯片后来作为GeForce RTX 4070 Ti出售。',
  'Usable memory is that with ECC off, as delivered; ECC takes one sixteenth.':
    '可用显存按出厂状态（ECC关闭）计；开启ECC要占去十六分之一。',
  'The GPU of a Grace Hopper superchip; the power is that of the whole module, CPU included. NVLink-C2C joins CPU and GPU at 900 GB/s. Another version has HBM3e: 141 GB at 4.8 TB/s.':
    'Grace Hopper超级芯片中的GPU，所列功耗属于整个模组，包括CPU。CPU与GPU由900 GB/s的NVLink-C2C相连。另有HBM3e版本：141 GB，4.8 TB/s。',
  'Made for export to China: Tensor Core rates are capped far below what 78 SMs could do.':
    '面向中国出口的型号：Tensor Core算力限制得远低于78个SM所能达到的水平。',
  'The chip of DGX Spark. Its 128 GB are LPDDR5X that the CPU, the system and the GPU share: CUDA reports 121.69 GiB, of which about 102 GiB were free after a fresh start.':
    'DGX Spark所用的芯片。128 GB是CPU、系统和GPU共用的LPDDR5X：CUDA报告121.69 GiB，刚启动后约有102 GiB空闲。',
  'One of the eight GPUs of HGX B200.': 'HGX B200的八个GPU之一。',
  'One of the two GPUs of a Grace Blackwell superchip.': 'Grace Blackwell超级芯片的两个GPU之一。',
  "The Tensor Core clock follows from NVIDIA's 2,500 TFLOPS.": 'Tensor Core频率由NVIDIA的2,500 TFLOPS反推。',
  'One of the GPUs of a Grace Blackwell Ultra superchip; its memory figures are those of the B300.':
    'Grace Blackwell Ultra超级芯片中的一个GPU，显存数值与B300相同。',

  // Models: which value is kept.
  "OpenAI's repository is kept before the card on Hugging Face.":
    '以OpenAI的代码仓库为准，不用Hugging Face上的模型卡。',
  'The copy in MLC is of an early configuration; Llama 2 was trained on 4,096 tokens.':
    'MLC中的是早期配置的副本；Llama 2按4,096个词元训练。',
  "The larger figure, from the Hugging Face configuration, includes padding; Google's own code is kept.":
    'Hugging Face配置中较大的数值含有填充，采用Google自己的代码。',
  'Only tied embeddings give the exact published count.': '只有共享词嵌入才能得到公布的精确参数量。',
  'The table of positions has 2,050 rows, two more than the context; KerasHub leaves them out.':
    '位置表有2,050行，比上下文多两行；KerasHub没有计入。',
  'The output matrix is not tied to the embeddings here; one KerasHub entry leaves it out, its entry for Flan-T5 large counts it.':
    '这里的输出矩阵不与词嵌入共享；KerasHub有一处漏计，而它的Flan-T5 large条目计入了。',
  "KerasHub counts the tied output matrix a second time; Meta's card says 1.23 billion.":
    'KerasHub把共享的输出矩阵又算了一遍；Meta的模型卡写的是12.3亿。',
  "KerasHub counts the tied output matrix a second time; Meta's card says 3.21 billion.":
    'KerasHub把共享的输出矩阵又算了一遍；Meta的模型卡写的是32.1亿。',
  'Untied embeddings give 1.84 billion parameters, tied ones 1.53 billion; the name says 1.8.':
    '不共享词嵌入是18.4亿参数，共享则是15.3亿；模型名写的是1.8B。',
  "The maker's card gives 32K for every size.": '官方模型卡上各个规模都是32K。',
  "KerasHub's own entry for the mathematics variant, of the same shape, agrees with the dimensions.":
    'KerasHub中形状相同的数学版条目与维度一致。',
  "The two count the current token differently; 2,047 is the figure of the model's own configuration.":
    '两者对当前词元的计法不同；2,047是模型自身配置里的数值。',
  "The maker's table is kept; the configuration allows for more positions than the model was extended to.":
    '采用官方表格；配置允许的位置数多于模型实际扩展到的长度。',
  'The larger figure is the size of the stored matrices, padding included.':
    '较大的数值是存储矩阵的大小，含有填充。',
  'KerasHub prints the count of GPT-2 under its English-only entry; the multilingual one agrees with the dimensions.':
    'KerasHub在纯英文版条目下填了GPT-2的参数量；多语言版与维度一致。',

  // Notes on models.
  'The width of a head is not the width of the model divided by the heads.': '头维度不等于隐藏维度除以头数。',
  'Makes images of many sizes; 1,024 pixels square is the size at which its tokens are counted here.':
    '可生成多种尺寸的图像；此处按1,024像素见方计算词元数。',
  'The count includes the fixed table of 1,500 audio positions.': '参数量包含1,500个音频位置的固定表。',
  'Positions are relative, so that the length is that of training, not a limit.':
    '使用相对位置，所列长度是训练长度，不是上限。',
  'The context length is the number of tokens of one image; the count includes a head for 1,000 classes.':
    '上下文长度即一张图像的词元数；参数量包含1,000类的分类头。',
  'The count includes the pooler and leaves out the head for masked words.':
    '参数量包含池化层，不含掩码词预测头。',
  'The variants with 200K tokens of context have the same dimensions.': '上下文200K的版本维度相同。',
  'The folder on Hugging Face holds 685 billion: 14 billion more for a module that predicts further tokens, which running the model does not need.':
    'Hugging Face上的文件共6,850亿参数：多出的140亿属于预测后续词元的模块，运行模型用不到。',
  'DeepSeek gives 37 billion active parameters; without the input embeddings it is 36.6.':
    'DeepSeek给出的激活参数量是370亿；不计输入嵌入为366亿。',
  'The experts ship as MXFP4, 4.25 bits a weight.': '专家权重以MXFP4发布，每个权重4.25比特。',
  'The name counts 8 × 7 billion, but the experts share everything but the MLP.':
    '名字写的是8×7B，但各专家除MLP以外全部共用。',
  'The name counts 8 × 22 billion, but the experts share everything but the MLP.':
    '名字写的是8×22B，但各专家除MLP以外全部共用。',
  'The name says 2 billion, the weights hold 2.51 billion: the embeddings, which are tied, count for a fifth.':
    '名字写的是2B，权重其实有25.1亿参数：共享的词嵌入占五分之一。',
  'The text part alone: with its image encoder the whole model has 4.30 billion parameters.':
    '仅为文本部分：加上图像编码器共43.0亿参数。',
  'The text part alone: with its image encoder the whole model has 12.19 billion parameters.':
    '仅为文本部分：加上图像编码器共121.9亿参数。',
  'The text part alone: with its image encoder the whole model has 27.43 billion parameters.':
    '仅为文本部分：加上图像编码器共274.3亿参数。',
  'The configuration writes the MLP width as 27,392, for both halves of the gated MLP together.':
    '配置中的MLP宽度写作27,392，是门控MLP两半之和。',
  'The MLP width in the configuration, 6,144, is used by no layer: every one has experts.':
    '配置中的MLP宽度6,144没有任何一层使用：每层都是专家。',
  'The MLP width in the configuration, 12,288, is used by no layer: every one has experts.':
    '配置中的MLP宽度12,288没有任何一层使用：每层都是专家。',
  'The base model was trained on 8K tokens, the chat model on 128K.':
    '基座模型按8K个词元训练，对话模型按128K。',
  'Positions enter the attention as a bias that grows with distance (ALiBi); there is no rotary embedding.':
    '位置以随距离增大的偏置进入注意力（ALiBi），没有旋转位置编码。',
  'DeepSeek gives 2.4 billion active parameters, without the input embeddings.':
    'DeepSeek给出的激活参数量是24亿，不计输入嵌入。',
  'DeepSeek gives 21 billion active parameters.': 'DeepSeek给出的激活参数量是210亿。',
  'The embeddings are tied; counters that add the output matrix show 7.22 billion.':
    '词嵌入是共享的；把输出矩阵另计的统计会显示72.2亿。',
  'OpenAI gives 3.6 billion active parameters, without the input embeddings.':
    'OpenAI给出的激活参数量是36亿，不计输入嵌入。',
  'OpenAI gives 5.1 billion active parameters, without the input embeddings.':
    'OpenAI给出的激活参数量是51亿，不计输入嵌入。',
  'The configuration lists a transformer depth of 1 for the first level too, but its attention resolutions skip that level.':
    '配置中第一级的Transformer深度也写作1，但注意力分辨率跳过了这一级。',
  'The shape that LLM Foundry trains, with a table of 2,048 positions; at another length of training the table has another number of rows.':
    'LLM Foundry训练所用的形状，位置表有2,048行；换一个训练长度，行数也随之改变。',
  'The weights released as mosaicml/mpt-7b differ a little: no table of positions, no biases, 50,432 words, 6,649,286,656 parameters.':
    '以mosaicml/mpt-7b发布的权重略有不同：没有位置表和偏置，词表50,432行，共6,649,286,656参数。',
  'The weights released as mosaicml/mpt-30b differ a little: 64 heads, no table of positions, no biases, 50,432 words, 8,192 tokens.':
    '以mosaicml/mpt-30b发布的权重略有不同：64个头，没有位置表和偏置，词表50,432行，上下文8,192个词元。',
  "The maker's card gives the length of training; the configuration allows for more positions.":
    '官方模型卡给出的是训练长度，配置允许的位置数更多。',
  'The configuration writes the MLP width as 11,008, for both halves of the gated MLP together.':
    '配置中的MLP宽度写作11,008，是门控MLP两半之和。',
  'The configuration writes the MLP width as 22,016, for both halves of the gated MLP together.':
    '配置中的MLP宽度写作22,016，是门控MLP两半之和。',
  'The 34B model was not trained to fill in the middle and lacks the 16 rows that the smaller ones add for it.':
    '34B模型没有做过中间补全（fill-in-the-middle）训练，也就没有较小模型为此增加的16行。',
};
