<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnimationSaver</name>
    <message>
        <source>Save the film</source>
        <translation>保存影片</translation>
    </message>
    <message>
        <source>The film was not saved: something else is running.</source>
        <translation>影片没有保存：有别的任务在运行。</translation>
    </message>
    <message>
        <source>Save it again when that has finished.</source>
        <translation>等它结束后再保存。</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Something is on its way</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>看答案</translation>
    </message>
    <message>
        <source>Show the answer (Enter)</source>
        <translation>看答案（回车键）</translation>
    </message>
    <message>
        <source>Next: {lesson}</source>
        <translation>下一课：{lesson}</translation>
    </message>
    <message>
        <source>Next lesson (right arrow)</source>
        <translation>下一课（右方向键）</translation>
    </message>
</context>
<context>
    <name>AskedCard</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Folder: {path}</source>
        <translation>文件夹：{path}</translation>
    </message>
    <message>
        <source>If no window shows it now, copy the path instead.</source>
        <translation>如果没有窗口打开它，请复制路径。</translation>
    </message>
    <message>
        <source>No program here shows folders; copy the path instead.</source>
        <translation>这里没有能显示文件夹的程序；请改为复制路径。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Left out: {reasons}.</source>
        <translation>已跳过：{reasons}。</translation>
    </message>
    <message>
        <source>Log file: {file}</source>
        <translation>日志文件：{file}</translation>
    </message>
</context>
<context>
    <name>Bars</name>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>count</source>
        <translation>数量</translation>
    </message>
</context>
<context>
    <name>ChainLesson</name>
    <message>
        <source>Convolution, ReLU, again and again: edges become parts, parts become objects.</source>
        <translation>卷积、ReLU，一次又一次：边缘变成部件，部件变成物体。</translation>
    </message>
    <message>
        <source>What does ReLU take away, and where is the image lost to your eyes?</source>
        <translation>ReLU 去掉了什么？到哪一层你就认不出图片了？</translation>
    </message>
    <message>
        <source>Try: go from layer to layer.</source>
        <translation>试一试：一层一层往下看。</translation>
    </message>
    <message>
        <source>ReLU sets to 0 whatever is below 0: only what was found stays. In the later stages the maps are few pixels wide: they hardly show where something is any more, but what.</source>
        <translation>ReLU 把小于 0 的都变成 0：只留下找到的东西。到了后面的阶段，特征图只有几个像素宽：几乎看不出东西“在哪里”，只说明“是什么”。</translation>
    </message>
    <message>
        <source>Conv → ReLU → Conv → ReLU → pool … → average → fully connected. ReLU(x) = max(0, x). A convolution looks at a small square of all maps before it, a fully connected layer at all numbers. Here each convolution is followed by BatchNorm.</source>
        <translation>卷积 → ReLU → 卷积 → ReLU → 池化 … → 平均 → 全连接。ReLU(x) = max(0, x)。卷积只看前面所有特征图的一小块，全连接层看所有的数。这里每个卷积之后都有 BatchNorm。</translation>
    </message>
    <message>
        <source>All layers, all channels</source>
        <translation>所有层，所有通道</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Strongest maps</source>
        <translation>最强的特征图</translation>
    </message>
    <message>
        <source>Another image</source>
        <translation>换一张图片</translation>
    </message>
    <message>
        <source>What the network makes of it</source>
        <translation>网络由它得到的结果</translation>
    </message>
    <message>
        <source>Conv</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>+ skip</source>
        <translation>+ 跳跃</translation>
    </message>
    <message>
        <source>Average: h</source>
        <translation>平均：h</translation>
    </message>
    <message>
        <source>Averages: h</source>
        <translation>平均值：h</translation>
    </message>
    <message>
        <source>Head: z</source>
        <translation>投影头：z</translation>
    </message>
    <message>
        <source>{count} numbers, one per cell; orange above 0, blue below</source>
        <translation>{count} 个数，每格一个；橙色大于 0，蓝色小于 0</translation>
    </message>
    <message>
        <source>What came through the skip connection is added, then ReLU. {channels} maps of {side}×{side}.</source>
        <translation>加上经跳跃连接传来的内容，然后 ReLU。{channels} 张 {side}×{side} 的图。</translation>
    </message>
    <message>
        <source>After all blocks of the stage: {channels} maps of {side}×{side}; coarser &quot;where&quot;, richer &quot;what&quot;.</source>
        <translation>该阶段所有块之后：{channels} 张 {side}×{side} 的图；“在哪里”更粗，“是什么”更丰富。</translation>
    </message>
    <message>
        <source>h: each map of stages 2, 3 and 4 becomes its mean, {channels} numbers; where something was is forgotten.</source>
        <translation>h：第 2、3、4 阶段的每张特征图变成它的平均值，共 {channels} 个数；位置信息被丢弃。</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>{count} of {channels} maps, the strongest; orange above 0, blue below</source>
        <translation>{channels} 张特征图中最强的 {count} 张；橙色大于 0，蓝色小于 0</translation>
    </message>
    <message>
        <source>{channels} filters, {channels} maps of {side}×{side}: each looks for one thing.</source>
        <translation>{channels} 个滤波器，{channels} 张 {side}×{side} 的特征图：每个滤波器只找一样东西。</translation>
    </message>
    <message>
        <source>What was below 0 is gone: only what was found stays. {channels} maps of {side}×{side}.</source>
        <translation>小于 0 的部分消失了：只留下找到的东西。{channels} 张 {side}×{side} 的特征图。</translation>
    </message>
    <message>
        <source>The largest of each square: {channels} maps of {side}×{side}.</source>
        <translation>取每个小方块中最大的数：{channels} 张 {side}×{side} 的特征图。</translation>
    </message>
    <message>
        <source>h: each map becomes its mean, {channels} numbers; where something was is forgotten.</source>
        <translation>h：每张特征图变成它的平均值，共 {channels} 个数；东西在哪里已被忘记。</translation>
    </message>
    <message>
        <source>z: {channels} numbers, each made of all before it; the loss compares these.</source>
        <translation>z：{channels} 个数，每个都由前面所有的数算出；损失比较的就是它们。</translation>
    </message>
    <message>
        <source>Stage {number}</source>
        <translation>阶段 {number}</translation>
    </message>
</context>
<context>
    <name>ChanceNote</name>
    <message>
        <source>Not trained yet: the weights are random.</source>
        <translation>尚未训练：权重是随机的。</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
</context>
<context>
    <name>ChannelView</name>
    <message>
        <source>max</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Pooling of 2 × 2 units: max keeps the strongest response, average the mean response</source>
        <translation>对 2 × 2 个单元池化：最大池化保留最强响应，平均池化取平均响应</translation>
    </message>
    <message>
        <source>view A</source>
        <translation>视图 A</translation>
    </message>
    <message>
        <source>view B</source>
        <translation>视图 B</translation>
    </message>
    <message>
        <source>pooled</source>
        <translation>池化后</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Values of the map</source>
        <translation>特征图的数值</translation>
    </message>
    <message>
        <source>Map {number} of {count:,}</source>
        <translation>第 {number} 张特征图，共 {count:,} 张</translation>
    </message>
    <message>
        <source>The chosen map of the image</source>
        <translation>图片的所选特征图</translation>
    </message>
    <message>
        <source>The chosen map of view A</source>
        <translation>视图 A 的所选特征图</translation>
    </message>
    <message>
        <source>The chosen map of view B</source>
        <translation>视图 B 的所选特征图</translation>
    </message>
    <message>
        <source>{low:z.2g} to {high:z.2g}, mean {mean:z.2g}. {words}</source>
        <translation>{low:z.2g} 到 {high:z.2g}，平均 {mean:z.2g}。{words}</translation>
    </message>
    <message>
        <source>The filter&apos;s weights, grey is 0</source>
        <translation>滤波器的权重，灰色为 0</translation>
    </message>
    <message>
        <source>The image&apos;s map, pooled</source>
        <translation>图片的特征图，池化后</translation>
    </message>
    <message>
        <source>It sees the whole image.</source>
        <translation>它看到整张图片。</translation>
    </message>
    <message>
        <source>Each point sees up to the whole image.</source>
        <translation>每个点最多可看到整张图片。</translation>
    </message>
    <message>
        <source>Each point sees {size} × {size} px of the image.</source>
        <translation>每个点看到图片的 {size} × {size} 像素。</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>{title}: numbers, saving</source>
        <translation>{title}：数值与保存</translation>
    </message>
    <message>
        <source>time (s)</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>从 {first} 到 {last}</translation>
    </message>
    <message>
        <source>{title}. {explanation}</source>
        <translation>{title}。{explanation}</translation>
    </message>
    <message>
        <source>{value} at {time:.1f} s</source>
        <translation>{time:.1f} 秒时为 {value}</translation>
    </message>
    <message>
        <source>{value} ({time:.0f} s)</source>
        <translation>{value}（{time:.0f} 秒）</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>显示数值</translation>
    </message>
    <message>
        <source>Save the numbers (CSV)…</source>
        <translation>保存数值（CSV）…</translation>
    </message>
    <message>
        <source>training_time_s</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ChartBoard</name>
    <message>
        <source>Compare with…</source>
        <translation>与…比较</translation>
    </message>
    <message>
        <source>Overlay an earlier run (dashed)</source>
        <translation>叠加一个更早的运行（虚线）</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>Are partners alike, and other images told apart?</source>
        <translation>配对视图是否相似？其他图片的视图是否区分得开？</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>网络内部</translation>
    </message>
    <message>
        <source>Is h rich, do gradients reach the stem?</source>
        <translation>h 是否丰富？梯度能否传到主干起始层（stem）？</translation>
    </message>
    <message>
        <source>chance {value:.2f}</source>
        <translation>随机猜测 {value:.2f}</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>perfect pairs {value:.2f}</source>
        <translation>完美配对 {value:.2f}</translation>
    </message>
</context>
<context>
    <name>ChartTexts</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>NT-Xent</source>
        <translation>NT-Xent</translation>
    </message>
    <message>
        <source>How hard it still is to find the partner. It falls from chance towards perfect pairs.</source>
        <translation>找到配对视图还有多难。它从随机猜测的水平降向完美配对的水平。</translation>
    </message>
    <message>
        <source>Finds its partner</source>
        <translation>找到配对视图</translation>
    </message>
    <message>
        <source>contrastive top-1 and top-5</source>
        <translation>对比 top-1 与 top-5</translation>
    </message>
    <message>
        <source>How often a view&apos;s most similar other view is the one from the same image (first), and how often that one is among its five most similar.</source>
        <translation>与一个视图最相似的另一个视图恰好来自同一张图片的比例（排第一），以及它排在最相似的五个视图之中的比例（在前五）。</translation>
    </message>
    <message>
        <source>first</source>
        <translation>排第一</translation>
    </message>
    <message>
        <source>among five</source>
        <translation>在前五</translation>
    </message>
    <message>
        <source>Recognises</source>
        <translation>识别率</translation>
    </message>
    <message>
        <source>How many of a few unseen test images are recognised: by a line between the classes (probe), and from their neighbours (kNN). The labels are used for this test only.</source>
        <translation>少量没见过的测试图片中有多少被识别出来：一种方法是在类别之间画一条线（探针），另一种是看近邻（kNN）。标签只用于这项测试。</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>探针</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The step size: it warms up, then falls to zero when the budget is used up. Thin: as planned.</source>
        <translation>每一步走多大：先预热升高，到预算用完时降到零。细线：计划的值。</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>图片/秒</translation>
    </message>
    <message>
        <source>Training images per second; each is seen as two views. Beside it the memory in use.</source>
        <translation>每秒训练多少张图片；每张都以两个视图的形式出现。旁边是占用的内存。</translation>
    </message>
    <message>
        <source>How alike</source>
        <translation>相似程度</translation>
    </message>
    <message>
        <source>mean cosine</source>
        <translation>平均余弦</translation>
    </message>
    <message>
        <source>Partners should be alike (1), other images not (0). Where they stay near 1, the network gives every image the same answer: it has collapsed.</source>
        <translation>配对视图应当相似（1），其他图片的视图不应相似（0）。如果其他图片的视图一直接近 1，网络就对每张图片给出同样的回答：它已经坍缩。</translation>
    </message>
    <message>
        <source>partners</source>
        <translation>配对视图</translation>
    </message>
    <message>
        <source>other images</source>
        <translation>其他图片的视图</translation>
    </message>
    <message>
        <source>On the sphere</source>
        <translation>在球面上</translation>
    </message>
    <message>
        <source>Wang and Isola</source>
        <translation>Wang 与 Isola</translation>
    </message>
    <message>
        <source>Alignment: mean squared distance of partners, 0 where they coincide. Uniformity: -4 where views of other images fill the sphere evenly, 0 where all lie in one point. Learning lowers both.</source>
        <translation>对齐性：配对视图之间距离平方的平均，重合时为 0。均匀性：其他图片的视图均匀铺满球面时为 -4，全都落在一点时为 0。学习会让两者都降低。</translation>
    </message>
    <message>
        <source>alignment</source>
        <translation>对齐性</translation>
    </message>
    <message>
        <source>uniformity</source>
        <translation>均匀性</translation>
    </message>
    <message>
        <source>Richness</source>
        <translation>丰富程度</translation>
    </message>
    <message>
        <source>effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>How many directions the features use. A fall towards 1 is a collapse.</source>
        <translation>特征用到了多少个方向。降向 1 就是坍缩。</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>head</source>
        <translation>投影头</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>root mean square</source>
        <translation>均方根</translation>
    </message>
    <message>
        <source>How strongly stem, stages 1 to 4 and head are pushed, on a scale of powers of ten. Far smaller in early parts: gradients vanish. Growing without end: they explode.</source>
        <translation>主干起始层（stem）、阶段 1 到 4 和投影头被推动得多强，以 10 的幂为刻度。靠前的部分小得多：梯度消失。不停地增大：梯度爆炸。</translation>
    </message>
</context>
<context>
    <name>CheckpointSlider</name>
    <message>
        <source>The untrained network, and each saved checkpoint. All pages show the one that is chosen here.</source>
        <translation>未训练的网络，以及每个已保存的检查点。这里选哪一个，所有页面就显示哪一个。</translation>
    </message>
    <message>
        <source>When: {moment}</source>
        <translation>时间点：{moment}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play: watch the network learn, from checkpoint to checkpoint</source>
        <translation>播放：逐个检查点地看网络怎样学习</translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckpointsBar</name>
    <message>
        <source>Watch the map form</source>
        <translation>看分布图怎样形成</translation>
    </message>
    <message>
        <source>Draw SimCLR&apos;s map at every saved checkpoint</source>
        <translation>在每个保存的检查点绘制 SimCLR 的分布图</translation>
    </message>
    <message>
        <source>Save as a film…</source>
        <translation>保存为影片…</translation>
    </message>
</context>
<context>
    <name>Circle</name>
    <message>
        <source>Views on a circle</source>
        <translation>圆上的视图</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>only {run}</source>
        <translation>仅 {run}</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>全部类别</translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>Lines of code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ColouringBox</name>
    <message>
        <source>Colour of the dots</source>
        <translation>点的颜色</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Colour by true class</source>
        <translation>按真实类别着色</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Colour by predicted class</source>
        <translation>按预测类别着色</translation>
    </message>
    <message>
        <source>Right or wrong</source>
        <translation>对或错</translation>
    </message>
    <message>
        <source>Colour by right or wrong prediction</source>
        <translation>按预测对错着色</translation>
    </message>
    <message>
        <source>Own colours</source>
        <translation>原色</translation>
    </message>
    <message>
        <source>Colour by the image&apos;s own colour</source>
        <translation>按图片自身颜色着色</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Colour by the classifier&apos;s loss</source>
        <translation>按分类器的损失着色</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Choose runs</source>
        <translation>选择运行</translation>
    </message>
    <message>
        <source>Choose one more run: two to eight can be compared.</source>
        <translation>再选一个运行：可比较两到八个。</translation>
    </message>
    <message>
        <source>Choose two to eight runs on the Runs page: their curves, scores and maps appear here side by side.</source>
        <translation>在“运行”页选择两到八个运行：它们的曲线、得分和分布图会并排显示在这里。</translation>
    </message>
    <message>
        <source>These runs cannot be compared.</source>
        <translation>这些运行无法比较。</translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation>正在读取运行…</translation>
    </message>
    <message>
        <source>No runs to compare yet.</source>
        <translation>还没有要比较的运行。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln settings differ.</source>
        <translation>
            <numerusform>%Ln 项设置不同。</numerusform>
        </translation>
    </message>
    <message>
        <source>Their scores are of different test images: do not compare them.</source>
        <translation>它们的得分来自不同的测试图像：不能相互比较。</translation>
    </message>
    <message>
        <source>None of these runs was tested.</source>
        <translation>这些运行都没有测试过。</translation>
    </message>
    <message>
        <source>{run} recognises the most unseen images: {share:.1f} %.</source>
        <translation>{run} 识别的未见图像最多：{share:.1f} %。</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test images of {classes}: {right:,} predicted correctly, {wrong:,} not.</source>
        <translation>
            <numerusform>{classes}的 %Ln 张测试图片：{right:,} 张预测正确，{wrong:,} 张预测错误。</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrow keys go from cell to cell; Space shows its images.</source>
        <translation>用方向键在格子间移动；按空格键显示格中的图片。</translation>
    </message>
    <message>
        <source>Confusion matrix: true classes by predicted classes</source>
        <translation>混淆矩阵：真实类别对预测类别</translation>
    </message>
    <message>
        <source>{matrix}. {cell}</source>
        <translation>{matrix}。{cell}</translation>
    </message>
    <message>
        <source>Scroll to zoom, double-click to see all</source>
        <translation>滚动缩放，双击显示全部</translation>
    </message>
    <message>
        <source>{count} of {total} of class {label} predicted as {guess}</source>
        <translation>类别 {label} 的 {total} 张中有 {count} 张被预测为 {guess}</translation>
    </message>
</context>
<context>
    <name>ContrastLesson</name>
    <message>
        <source>Contrastive learning: views of one image pull each other; views of different images push, the nearer the harder.</source>
        <translation>对比学习：同一图片的视图互相拉近，不同图片的视图互相推开，越近推得越用力。</translation>
    </message>
    <message>
        <source>Nobody names the images. What pulls a view, and what pushes it?</source>
        <translation>没有人给图片起名字。是什么在拉一个视图，又是什么在推它？</translation>
    </message>
    <message>
        <source>Try: click a view; let them move; collapse them.</source>
        <translation>试一试：点一个视图；让它们移动；让它们坍缩。</translation>
    </message>
    <message>
        <source>Its partner, the other view of the same image, pulls it; views of all other images push it, the nearest the hardest. No label is needed.</source>
        <translation>同一图片的另一个视图（它的伙伴）在拉它；其他图片的视图都在推它，最近的推得最用力。完全不需要标签。</translation>
    </message>
    <message>
        <source>The loss of SimCLR, NT-Xent: ℓ(i) = −log( exp(cos(zᵢ, zⱼ)/τ) / Σ exp(cos(zᵢ, zₖ)/τ) ) over all k ≠ i; the loss is the mean over all 2N views of a batch of N images. Random guessing: ln(2N − 1).</source>
        <translation>SimCLR 的损失 NT-Xent：ℓ(i) = −log( exp(cos(zᵢ, zⱼ)/τ) / Σ exp(cos(zᵢ, zₖ)/τ) )，对所有 k ≠ i 求和；损失是一批 N 张图片的全部 2N 个视图的平均值。随机猜测：ln(2N − 1)。</translation>
    </message>
    <message>
        <source>See a real batch</source>
        <translation>看一批真实的数据</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Let them move</source>
        <translation>让它们移动</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>打散</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>坍缩</translation>
    </message>
    <message>
        <source>Pulls and pushes on a view</source>
        <translation>一个视图受到的拉力和推力</translation>
    </message>
    <message>
        <source>Loss, which learning makes small: {loss:.2f}; with random guessing {chance:.2f}, at best {floor:.2f}. {judgement}</source>
        <translation>损失（学习就是让它变小）：{loss:.2f}；随机猜测时为 {chance:.2f}，最好能到 {floor:.2f}。{judgement}</translation>
    </message>
    <message>
        <source>Its loss, term by term</source>
        <translation>它的损失，逐项列出</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Collapsed: all views lie at one point, and nothing pulls or pushes any more.</source>
        <translation>坍缩：所有视图都在同一点，不再有拉力或推力。</translation>
    </message>
    <message>
        <source>Partners lie further apart than views of different images.</source>
        <translation>配对视图之间比不同图片的视图之间更远。</translation>
    </message>
    <message>
        <source>Partners lie closer together than views of different images.</source>
        <translation>配对视图之间比不同图片的视图之间更近。</translation>
    </message>
</context>
<context>
    <name>ConvolutionLesson</name>
    <message>
        <source>See a network&apos;s own maps</source>
        <translation>查看网络自己的特征图</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>upright edges</source>
        <translation>竖直边缘</translation>
    </message>
    <message>
        <source>flat edges</source>
        <translation>水平边缘</translation>
    </message>
    <message>
        <source>outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>second filter</source>
        <translation>第二个滤波器</translation>
    </message>
    <message>
        <source>Example: 32 px, filter of 5 px</source>
        <translation>例子：32 px 的图片，5 px 的滤波器</translation>
    </message>
    <message>
        <source>Image W</source>
        <translation>图片 W</translation>
    </message>
    <message>
        <source>Filter K</source>
        <translation>滤波器 K</translation>
    </message>
    <message>
        <source>Padding P</source>
        <translation>填充 P</translation>
    </message>
    <message>
        <source>Stride S</source>
        <translation>步幅 S</translation>
    </message>
    <message>
        <source>Window times filter</source>
        <translation>窗口乘以滤波器</translation>
    </message>
    <message>
        <source>1 + ({width} + 2·{padding} − {kernel}) / {stride} = {side}.</source>
        <translation>1 + ({width} + 2·{padding} − {kernel}) / {stride} = {side}。</translation>
    </message>
    <message>
        <source>{width}×{width}×3 with a filter of {kernel}×{kernel}×3 gives {side}×{side}×1.</source>
        <translation>{width}×{width}×3 用一个 {kernel}×{kernel}×3 的滤波器得到 {side}×{side}×1。</translation>
    </message>
    <message>
        <source>{width}×{width}×3 with two filters of {kernel}×{kernel}×3 gives {side}×{side}×2.</source>
        <translation>{width}×{width}×3 用两个 {kernel}×{kernel}×3 的滤波器得到 {side}×{side}×2。</translation>
    </message>
    <message>
        <source>Why is the map smaller than the image, and what does a stride of 2 skip?</source>
        <translation>为什么特征图比图片小？步幅为 2 时跳过了什么？</translation>
    </message>
    <message>
        <source>Try: point at the map; padding; a stride of 2; the example.</source>
        <translation>试一试：点特征图；填充；步幅 2；那个例子。</translation>
    </message>
    <message>
        <source>The filter must lie within the image; padding adds a rim of zeros. With a stride of 2 it takes every second place, and last pixels that do not fit are skipped.</source>
        <translation>滤波器必须落在图片之内；填充就是在四周加一圈 0。步幅为 2 时每隔一个位置算一次，末尾放不下的像素被跳过。</translation>
    </message>
    <message>
        <source>The stride does not divide evenly: the last {count} px are skipped.</source>
        <translation>步幅不能整除：最后 {count} 个像素被跳过。</translation>
    </message>
    <message>
        <source>Sum of {count} products: red {red:.2f}, green {green:.2f}, blue {blue:.2f}: {total:.2f}</source>
        <translation>{count} 个乘积之和：红 {red:.2f}，绿 {green:.2f}，蓝 {blue:.2f}，合计 {total:.2f}</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>A convolution lays a small filter over every place of the image, multiplies and sums.</source>
        <translation>卷积把一个小滤波器放到图片的每个位置上，相乘再求和。</translation>
    </message>
    <message>
        <source>Output = 1 + (W + 2P − K) / S, rounded down. W: side of the image, P: padding, K: side of the filter, S: stride. A filter has one kernel per channel and gives one map: 32×32×3 with a filter of 5×5×3 gives 28×28×1, two filters give 28×28×2.</source>
        <translation>输出 = 1 + (W + 2P − K) / S，向下取整。W：图片边长，P：填充，K：滤波器边长，S：步幅。一个滤波器每个通道有一个核，给出一张图：32×32×3 用 5×5×3 的滤波器得到 28×28×1，两个滤波器得到 28×28×2。</translation>
    </message>
    <message>
        <source>Products in the window</source>
        <translation>窗口中的乘积</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Map of the second filter</source>
        <translation>第二个滤波器的特征图</translation>
    </message>
    <message>
        <source>Let it walk</source>
        <translation>让它走一遍</translation>
    </message>
</context>
<context>
    <name>CropsView</name>
    <message>
        <source>The image, with the crops of view A and view B drawn on it</source>
        <translation>图片，上面画出了视图 A 和视图 B 的裁剪</translation>
    </message>
</context>
<context>
    <name>Curriculum</name>
    <message>
        <source>Learning without labels</source>
        <translation>没有标签怎么学</translation>
    </message>
    <message>
        <source>Contrastive learning</source>
        <translation>对比学习</translation>
    </message>
    <message>
        <source>Testing what was learned</source>
        <translation>检验学到了什么</translation>
    </message>
    <message>
        <source>Linear evaluation</source>
        <translation>线性评估</translation>
    </message>
    <message>
        <source>Why the last step is dropped</source>
        <translation>丢掉最后一步</translation>
    </message>
    <message>
        <source>Projection head: h and z</source>
        <translation>投影头：h 和 z</translation>
    </message>
    <message>
        <source>A filter slides over an image</source>
        <translation>滤波器滑过图片</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Making maps smaller</source>
        <translation>把特征图变小</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>From edges to objects</source>
        <translation>从边缘到物体</translation>
    </message>
    <message>
        <source>Layers of a network</source>
        <translation>网络的各层</translation>
    </message>
    <message>
        <source>Sizes, layer by layer</source>
        <translation>逐层看尺寸</translation>
    </message>
    <message>
        <source>Sizes of feature maps</source>
        <translation>特征图的尺寸</translation>
    </message>
    <message>
        <source>Blocks that may do nothing</source>
        <translation>什么都不做的块</translation>
    </message>
    <message>
        <source>Residual blocks</source>
        <translation>残差块</translation>
    </message>
    <message>
        <source>When deeper is worse</source>
        <translation>越深反而越差</translation>
    </message>
    <message>
        <source>Degradation</source>
        <translation>退化</translation>
    </message>
    <message>
        <source>When gradients vanish</source>
        <translation>梯度怎么没了</translation>
    </message>
    <message>
        <source>Vanishing gradients</source>
        <translation>梯度消失</translation>
    </message>
</context>
<context>
    <name>CurvesCard</name>
    <message>
        <source>Curves of the compared runs</source>
        <translation>所比较运行的曲线</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>finds its partner</source>
        <translation>找到同伴</translation>
    </message>
    <message>
        <source>linear accuracy while training</source>
        <translation>训练中的线性准确率</translation>
    </message>
    <message>
        <source>kNN accuracy while training</source>
        <translation>训练中的 kNN 准确率</translation>
    </message>
    <message>
        <source>effective rank of h</source>
        <translation>h 的有效秩</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>images seen</source>
        <translation>看过的图像</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>训练秒数</translation>
    </message>
    <message>
        <source>over {axis}</source>
        <translation>横轴：{axis}</translation>
    </message>
    <message>
        <source>as measured</source>
        <translation>原始值</translation>
    </message>
    <message numerus="yes">
        <source>mean of %Ln points</source>
        <translation>
            <numerusform>%Ln 点平均</numerusform>
        </translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>测量的量</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Losses with different temperatures, batch sizes or loss functions cannot be compared by their height.</source>
        <translation>温度、批大小或损失函数不同时，损失的高低不能直接比较。</translation>
    </message>
    <message>
        <source>Not measured in {runs}.</source>
        <translation>{runs} 没有测量。</translation>
    </message>
</context>
<context>
    <name>DegradationLesson</name>
    <message>
        <source>More layers can make a plain network worse, even on the images that it is trained on.</source>
        <translation>层数更多，普通网络反而可能变差，连在训练用的图片上也是这样。</translation>
    </message>
    <message>
        <source>Train a ResNet</source>
        <translation>训练一个 ResNet</translation>
    </message>
    <message>
        <source>training error</source>
        <translation>训练误差</translation>
    </message>
    <message>
        <source>A deeper plain network could set its further layers to the identity and be no worse; it does not find that. With the skip connection it begins near the identity (He et al. 2015).</source>
        <translation>更深的普通网络可以把多出的层设为恒等映射而不变差，但它找不到。有了跳跃连接，它从接近恒等映射处开始（He 等 2015）。</translation>
    </message>
    <message>
        <source>Which of the four falls behind, though it could copy the shallow one?</source>
        <translation>四个网络中哪一个会落后，尽管它本可以照搬浅的那个？</translation>
    </message>
    <message>
        <source>Try: start the race.</source>
        <translation>试一试：开始比赛。</translation>
    </message>
    <message>
        <source>As a rule the plain network of 56 layers: it could copy the shallow one and let its further layers do nothing, but training does not find that. With skip connections it begins near there.</source>
        <translation>通常是 56 层的普通网络：它本可以照搬浅网络，让多出的层什么都不做，但训练找不到这样的解。有了跳跃连接，它一开始就在那附近。</translation>
    </message>
    <message>
        <source>Misclassified training images</source>
        <translation>分类错误的训练图片</translation>
    </message>
    <message>
        <source>Share of the training images of the last steps that were misclassified; all four see the same images.</source>
        <translation>最近几步的训练图片中分类错误的比例；四个网络看到的图片相同。</translation>
    </message>
    <message>
        <source>plain, 14 layers</source>
        <translation>普通，14 层</translation>
    </message>
    <message>
        <source>plain, 56 layers</source>
        <translation>普通，56 层</translation>
    </message>
    <message>
        <source>residual, 14 layers</source>
        <translation>残差，14 层</translation>
    </message>
    <message>
        <source>residual, 56 layers</source>
        <translation>残差，56 层</translation>
    </message>
    <message>
        <source>Two plain and two residual networks will learn to name the classes of your images, side by side.</source>
        <translation>两个普通网络和两个残差网络将并排学习说出你的图片的类别。</translation>
    </message>
    <message>
        <source>Training error now: plain {plain:.0f} % with 14 layers, {deep:.0f} % with 56; residual {residual:.0f} % with 14, {deep_residual:.0f} % with 56. {judgement}</source>
        <translation>当前训练误差：普通网络 14 层 {plain:.0f} %，56 层 {deep:.0f} %；残差网络 14 层 {residual:.0f} %，56 层 {deep_residual:.0f} %。{judgement}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start the race (two minutes)</source>
        <translation>开始比赛（两分钟）</translation>
    </message>
    <message>
        <source>Not available while something is running. Press Stop to cancel it.</source>
        <translation>有任务在运行时不可用。按“停止”取消它。</translation>
    </message>
    <message>
        <source>Starting up. The race can begin in a few seconds.</source>
        <translation>正在启动。比赛几秒钟后可以开始。</translation>
    </message>
    <message>
        <source>The deeper plain network does worse: that is degradation.</source>
        <translation>更深的普通网络更差：这就是退化。</translation>
    </message>
    <message>
        <source>The deeper plain network is not behind yet.</source>
        <translation>更深的普通网络还没有落后。</translation>
    </message>
</context>
<context>
    <name>DetailsCard</name>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>What was this run for?</source>
        <translation>这次训练是为了什么？</translation>
    </message>
    <message>
        <source>With commas between them</source>
        <translation>用逗号隔开</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Folder: {path}</source>
        <translation>文件夹：{path}</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>images {fingerprint}</source>
        <translation>图片 {fingerprint}</translation>
    </message>
    <message>
        <source>Began from {weights}.</source>
        <translation>起点：{weights}。</translation>
    </message>
    <message>
        <source>The command that repeats this run is in the clipboard.</source>
        <translation>重复这次训练的命令已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>DifferencesCard</name>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>No setting differs: only chance tells these runs apart.</source>
        <translation>设置全都相同：这些运行只有随机上的差别。</translation>
    </message>
    <message>
        <source>Copy settings and scores as a table</source>
        <translation>将设置和得分复制为表格</translation>
    </message>
    <message>
        <source>Unseen images recognised (95 % interval)</source>
        <translation>识别出的未见图像（95 % 区间）</translation>
    </message>
    <message>
        <source>linear evaluation</source>
        <translation>线性评估</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>{runs}: {trouble}</source>
        <translation>{runs}：{trouble}</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Something is on its way</source>
        <translation>内容即将出现</translation>
    </message>
</context>
<context>
    <name>EvaluationLesson</name>
    <message>
        <source>First the network learns without labels. Then it is frozen, and a simple classifier shows what it knows.</source>
        <translation>网络先在没有标签的情况下学习。然后把它冻结，用一个简单的分类器看看它学会了什么。</translation>
    </message>
    <message>
        <source>Frozen: no weight and no BatchNorm statistic may move; a SHA-256 over all of them is compared before and after. StandardScaler, then logistic regression (C = 1) on h; its accuracy on unseen images is the score.</source>
        <translation>冻结：任何权重和 BatchNorm 统计量都不得改变；测试前后会比较它们全部的 SHA-256。然后对 h 做 StandardScaler，再做逻辑回归（C = 1）；它在没见过的图片上的准确率就是得分。</translation>
    </message>
    <message>
        <source>See the scores of your run</source>
        <translation>查看您的运行的得分</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>当前运行</translation>
    </message>
    <message>
        <source>two views,
no labels</source>
        <translation>两个视图，
没有标签</translation>
    </message>
    <message>
        <source>whole images
with labels</source>
        <translation>完整图片
带标签</translation>
    </message>
    <message>
        <source>classifier
learns</source>
        <translation>分类器
学习</translation>
    </message>
    <message>
        <source>If the classifier were a large network too, whose knowledge would it show?</source>
        <translation>如果分类器也是一个大网络，分数反映的是谁的知识？</translation>
    </message>
    <message>
        <source>Think about it, then show the answer.</source>
        <translation>先想一想，再看答案。</translation>
    </message>
    <message>
        <source>Its own: it could learn everything from the labels by itself. A simple, linear one can only use what the frozen network already tells apart.</source>
        <translation>是分类器自己的：它可以自己从标签中学会一切。简单的线性分类器只能利用冻结的网络已经能分清的东西。</translation>
    </message>
    <message>
        <source>An example: photographs (STL-10)</source>
        <translation>一个例子：照片（STL-10）</translation>
    </message>
    <message>
        <source>As a lecture states them; this program did not measure them.</source>
        <translation>数字来自一份讲义，并非由本程序测得。</translation>
    </message>
    <message>
        <source>network
learns</source>
        <translation>网络
学习</translation>
    </message>
    <message>
        <source>features
h</source>
        <translation>特征
h</translation>
    </message>
    <message>
        <source>head
learns</source>
        <translation>投影头
学习</translation>
    </message>
    <message>
        <source>output
z</source>
        <translation>输出
z</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>network
frozen</source>
        <translation>网络
冻结</translation>
    </message>
    <message>
        <source>score on
new images</source>
        <translation>在新图片上
打分</translation>
    </message>
    <message>
        <source>1. Learn</source>
        <translation>1. 学习</translation>
    </message>
    <message>
        <source>2. Test</source>
        <translation>2. 测试</translation>
    </message>
    <message>
        <source>Not tested yet. Open Map to test it.</source>
        <translation>尚未测试。打开“分布图”即可测试。</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>In the second stage only the classifier learns: no number of the network may change.</source>
        <translation>第二阶段只有分类器学习：网络中的任何数都不能改变。</translation>
    </message>
    <message>
        <source>proved frozen</source>
        <translation>已证实保持冻结</translation>
    </message>
    <message>
        <source>NOT frozen: do not trust these numbers</source>
        <translation>没有冻结：不要相信这些数字</translation>
    </message>
    <message numerus="yes">
        <source>{data}: SimCLR {simclr:.1f} %, PCA {pca:.1f} % on %Ln unseen images; the network was {proof}.</source>
        <translation>
            <numerusform>{data}：在 %Ln 张没见过的图片上，SimCLR {simclr:.1f} %，PCA {pca:.1f} %；网络{proof}。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpertView</name>
    <message>
        <source>Search settings…</source>
        <translation>搜索设置…</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Back to the suggested values</source>
        <translation>恢复建议值</translation>
    </message>
    <message>
        <source>The values that were measured to work for the chosen data</source>
        <translation>对所选数据实测有效的值</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Show the charts</source>
        <translation>显示图表</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Loss and optimizer</source>
        <translation>损失与优化器</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Counts the network&apos;s cost and tries a few steps on this machine</source>
        <translation>计算网络的开销，并在这台机器上试跑几步</translation>
    </message>
    <message>
        <source>No setting has to do with that.</source>
        <translation>没有与此相关的设置。</translation>
    </message>
    <message>
        <source>The run in progress keeps its settings. These are for the next: Add to queue.</source>
        <translation>正在进行的训练保持自己的设置。这里的设置用于下一次训练：点“加入队列”。</translation>
    </message>
    <message>
        <source>How expensive is this network here? Check runs a one-second trial.</source>
        <translation>这个网络在这台机器上开销多大？“检查”会试运行一秒钟。</translation>
    </message>
    <message>
        <source>{network}, {stem} stem: {parameters} parameters, {adds} multiply-adds per image, h has {dim:,} numbers. On {device}: about {speed:,.0f} images/s, {memory} of memory per step; a batch of {largest:,} would fit.</source>
        <translation>{network}，起始层（stem）为 {stem}：{parameters} 个参数，每张图片 {adds} 次乘加，h 有 {dim:,} 个数。在 {device} 上：约每秒 {speed:,.0f} 张图片，每步占内存 {memory}；批大小最大可为 {largest:,}。</translation>
    </message>
</context>
<context>
    <name>ExportChoice</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Opens with {programs}</source>
        <translation>打开方式：{programs}</translation>
    </message>
    <message>
        <source>Not installed: {packages}</source>
        <translation>未安装：{packages}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export {run}</source>
        <translation>导出 {run}</translation>
    </message>
    <message>
        <source>Where are the images now?</source>
        <translation>图片现在在哪里？</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Where to put the folder {name}</source>
        <translation>文件夹 {name} 放在哪里</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Continue in background</source>
        <translation>在后台继续</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Open it with these lines</source>
        <translation>用这几行代码打开</translation>
    </message>
    <message>
        <source>Export something else</source>
        <translation>再导出一种</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Exported to {place}</source>
        <translation>已导出到 {place}</translation>
    </message>
    <message>
        <source>Files: {names}</source>
        <translation>文件：{names}</translation>
    </message>
    <message>
        <source>Opens with {programs}</source>
        <translation>打开方式：{programs}</translation>
    </message>
    <message>
        <source>Largest difference of a number in h: {difference:.1e}.</source>
        <translation>h 中数值的最大差异：{difference:.1e}。</translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>Previous image (left arrow)</source>
        <translation>上一张图片（左方向键）</translation>
    </message>
    <message>
        <source>Next image (right arrow)</source>
        <translation>下一张图片（右方向键）</translation>
    </message>
    <message>
        <source>See what each layer of the network makes of an image: many small maps, bright where the layer responds. They follow the training.</source>
        <translation>看看网络的每一层从一张图片中得到什么：许多小特征图，有响应的地方亮。它们随训练更新。</translation>
    </message>
    <message>
        <source>Compare with untrained</source>
        <translation>与未训练时比较</translation>
    </message>
    <message>
        <source>Shows the same layer of the untrained network in place of view B</source>
        <translation>在视图 B 的位置显示未训练网络的同一层</translation>
    </message>
    <message>
        <source>A map&apos;s strength is the mean of what it makes of the image</source>
        <translation>特征图的强度是它对图片的响应的平均值</translation>
    </message>
    <message>
        <source>Strongest first</source>
        <translation>最强的在前</translation>
    </message>
    <message>
        <source>In the network&apos;s order</source>
        <translation>按网络的顺序</translation>
    </message>
    <message>
        <source>Dark: {low:z.2g}, bright: {high:z.2g}</source>
        <translation>暗：{low:z.2g}，亮：{high:z.2g}</translation>
    </message>
    <message>
        <source>Same in both views first</source>
        <translation>两个视图相同的在前</translation>
    </message>
    <message>
        <source>Order of the maps</source>
        <translation>特征图的顺序</translation>
    </message>
    <message>
        <source>Test image {number}</source>
        <translation>测试图片 {number}</translation>
    </message>
</context>
<context>
    <name>FewLabelsCard</name>
    <message>
        <source>With few labels</source>
        <translation>只用少量标签</translation>
    </message>
    <message>
        <source>Try with few labels</source>
        <translation>用少量标签试一试</translation>
    </message>
    <message>
        <source>Fit classifiers on the features with 10 to 500 labels per class, then train the network on each number of labels, as long as this run each time</source>
        <translation>用每类 10 到 500 个标签在特征上拟合分类器，再用每种标签数训练网络，每次与本运行一样久</translation>
    </message>
    <message>
        <source>How many labels are needed to recognise the classes from these features, and how far does a network get from those labels alone?</source>
        <translation>用这些特征识别类别需要多少标签？只靠这些标签训练的网络又能达到多少？</translation>
    </message>
    <message>
        <source>With {size} labels per class, the features recognise {simclr:.0f} %, PCA&apos;s {pca:.0f} %.</source>
        <translation>每类 {size} 个标签时，这些特征识别出 {simclr:.0f} %，PCA 为 {pca:.0f} %。</translation>
    </message>
    <message>
        <source>With {size} labels per class, the features recognise {simclr:.0f} %; a network trained on those labels alone, {supervised:.0f} %.</source>
        <translation>每类 {size} 个标签时，这些特征识别出 {simclr:.0f} %；只用这些标签训练的网络为 {supervised:.0f} %。</translation>
    </message>
    <message>
        <source>The raw pixels (PCA) reach {pca:.0f} %, no worse than these features.</source>
        <translation>原始像素（PCA）达到 {pca:.0f} %，不比这些特征差。</translation>
    </message>
    <message>
        <source>The smallest class has fewer than 10 images: too few to try this.</source>
        <translation>最小的类别不足 10 张图片：太少，无法尝试。</translation>
    </message>
    <message>
        <source>Up to {size} per class, labels alone do no better.</source>
        <translation>每类不超过 {size} 个时，只用标签并不更好。</translation>
    </message>
    <message>
        <source>Up to {size} per class, neither is always ahead.</source>
        <translation>每类不超过 {size} 个时，互有领先。</translation>
    </message>
    <message>
        <source>From {size} on, labels alone do better.</source>
        <translation>从 {size} 个起，只用标签更好。</translation>
    </message>
    <message>
        <source>Here labels alone do better.</source>
        <translation>在这里，只用标签更好。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search, such as: cifar tau 0.1</source>
        <translation>搜索，例如：cifar tau 0.1</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>搜索训练</translation>
    </message>
    <message>
        <source>Names, notes, tags, data, scores, and settings with their values (Ctrl+F)</source>
        <translation>名称、备注、标签、数据、得分，以及设置和它们的值（Ctrl+F）</translation>
    </message>
    <message>
        <source>All data</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Join seeds</source>
        <translation>合并随机种子</translation>
    </message>
    <message>
        <source>Runs that differ in the seed alone as one line: mean ± standard deviation</source>
        <translation>只有随机种子不同的训练合为一行：平均值 ± 标准差</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Show archived runs, too</source>
        <translation>也显示已归档的训练</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>A zip or tar…</source>
        <translation>zip 或 tar 压缩包…</translation>
    </message>
    <message>
        <source>Browse: {setting}</source>
        <translation>浏览：{setting}</translation>
    </message>
    <message>
        <source>Choose an archive of images</source>
        <translation>选择图片压缩包</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图片文件夹</translation>
    </message>
</context>
<context>
    <name>FolderLine</name>
    <message>
        <source>About these images…</source>
        <translation>关于这些图片…</translation>
    </message>
    <message>
        <source>About these images</source>
        <translation>关于这些图片</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images to train on, {test:,} for the test, {classes}.</source>
        <translation>
            <numerusform>%Ln 张用于训练，{test:,} 张用于测试，{classes}。</numerusform>
        </translation>
    </message>
    <message>
        <source>no classes</source>
        <translation>没有类别</translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {train:,} to train on, {test:,} for the test</source>
        <translation>{name}：{train:,} 张用于训练，{test:,} 张用于测试</translation>
    </message>
    <message>
        <source>no ending</source>
        <translation>无扩展名</translation>
    </message>
    <message>
        <source>Kinds of files: {kinds}</source>
        <translation>文件种类：{kinds}</translation>
    </message>
    <message>
        <source>Sizes of the images measured: {sizes}</source>
        <translation>所测图片的尺寸：{sizes}</translation>
    </message>
    <message>
        <source>Images that cannot be read, among those measured: {count:,}</source>
        <translation>所测图片中无法读取的：{count:,}</translation>
    </message>
    <message>
        <source>Exact copies: too many files to look for them here; the training tells of them</source>
        <translation>完全相同的副本：文件太多，此处不查；训练时会告知</translation>
    </message>
    <message>
        <source>Exact copies of other files: {count:,}</source>
        <translation>与其他文件完全相同的副本：{count:,}</translation>
    </message>
    <message>
        <source>Left out:</source>
        <translation>已跳过：</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Exact copies only</source>
        <translation>只看完全相同的副本</translation>
    </message>
    <message>
        <source>Images that are there more than once, bit by bit</source>
        <translation>逐字节相同、出现不止一次的图片</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Images of {name}</source>
        <translation>{name} 的图片</translation>
    </message>
    <message>
        <source>All: {count:,}</source>
        <translation>全部：{count:,}</translation>
    </message>
    <message>
        <source>To train on: {count:,}</source>
        <translation>用于训练：{count:,}</translation>
    </message>
    <message>
        <source>For the test: {count:,}</source>
        <translation>用于测试：{count:,}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>No class: {count:,}</source>
        <translation>没有类别：{count:,}</translation>
    </message>
    <message>
        <source>Left out: {count:,}</source>
        <translation>已跳过：{count:,}</translation>
    </message>
    <message>
        <source>Looking for exact copies…</source>
        <translation>正在查找完全相同的副本…</translation>
    </message>
    <message>
        <source>Exact copies only: {count:,}</source>
        <translation>只看完全相同的副本：{count:,}</translation>
    </message>
    <message>
        <source>No exact copies</source>
        <translation>没有完全相同的副本</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Click an image to read more about it.</source>
        <translation>点击一张图片查看详情。</translation>
    </message>
    <message>
        <source>image {number:,}</source>
        <translation>第 {number:,} 张图片</translation>
    </message>
    <message>
        <source>to train on</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>for the test</source>
        <translation>用于测试</translation>
    </message>
    <message>
        <source>there more than once</source>
        <translation>出现不止一次</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>彩色</translation>
    </message>
</context>
<context>
    <name>GradientsLesson</name>
    <message>
        <source>∂L/∂W₁ = … · W₃ᵀ σ&apos;(a₂) · W₂ᵀ σ&apos;(a₁) · x. The sigmoid&apos;s derivative is σ(1 − σ) ≤ 0.25. With a skip connection each factor is 1 + W σ&apos;, which stays near 1 while W σ&apos; is small.</source>
        <translation>∂L/∂W₁ = … · W₃ᵀ σ&apos;(a₂) · W₂ᵀ σ&apos;(a₁) · x。sigmoid 的导数为 σ(1 − σ) ≤ 0.25。有跳跃连接时每个因子为 1 + W σ&apos;，当 W σ&apos; 很小时接近 1。</translation>
    </message>
    <message>
        <source>Watch the gradients of a training</source>
        <translation>观察一次训练的梯度</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>skip connection (residual)</source>
        <translation>跳跃连接（残差）</translation>
    </message>
    <message>
        <source>It explodes: the first layer&apos;s weights would jump far off.</source>
        <translation>爆炸：第一层的权重会跳得很远。</translation>
    </message>
    <message>
        <source>■ gradient of the weights</source>
        <translation>■ 权重的梯度</translation>
    </message>
    <message>
        <source>Each layer learns from its gradient, which comes back from the loss and is multiplied by a factor at every layer.</source>
        <translation>每一层都靠梯度学习；梯度从损失往回传，每过一层都要乘上一个因子。</translation>
    </message>
    <message>
        <source>With sigmoid and 20 layers the first layer learns nothing. What mends that?</source>
        <translation>用 sigmoid 和 20 层时，第一层什么也学不到。怎样才能补救？</translation>
    </message>
    <message>
        <source>Try: the skip connection; then ReLU; then larger weights.</source>
        <translation>试一试：跳跃连接；再换 ReLU；再加大权重。</translation>
    </message>
    <message>
        <source>Many small factors make it vanish. A skip connection keeps them near 1; ReLU does not shrink them either, but with large weights the gradient explodes.</source>
        <translation>许多小因子使梯度消失。跳跃连接让因子保持在 1 附近；ReLU 也不会缩小它们，但权重太大时梯度会爆炸。</translation>
    </message>
    <message>
        <source>● what the product of the derivatives alone would leave of it</source>
        <translation>● 仅由导数的连乘会剩下多少</translation>
    </message>
    <message>
        <source>Size of the gradient in each layer, from your images to the loss</source>
        <translation>每一层的梯度大小，从您的图片到损失</translation>
    </message>
    <message>
        <source>The activation&apos;s mean derivative is {slope:.2f}; over {count} layers that multiplies to {product}.</source>
        <translation>激活函数的平均导数是 {slope:.2f}；经过 {count} 层，连乘得到 {product}。</translation>
    </message>
    <message>
        <source>Nothing arrives anywhere: the signal has died on its way, and no layer learns.</source>
        <translation>哪里都没有传到：信号在途中消失了，没有一层能学习。</translation>
    </message>
    <message>
        <source>It vanishes: the first layer gets {ratio} of what the last one gets, and learns nothing.</source>
        <translation>梯度消失了：第一层得到的只有最后一层的 {ratio}，什么也学不到。</translation>
    </message>
    <message>
        <source>It arrives: every layer learns.</source>
        <translation>梯度传到了：每一层都在学习。</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节内容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
</context>
<context>
    <name>HeadLesson</name>
    <message>
        <source>While learning, views are compared at the last step, z. Then that step is dropped and h, one step earlier, is kept.</source>
        <translation>学习时，视图在最后一步 z 处比较。学完以后丢掉这一步，保留前一步的 h。</translation>
    </message>
    <message>
        <source>Why keep h and not z? What does z forget that h still knows?</source>
        <translation>为什么保留 h 而不是 z？z 忘掉了什么，而 h 还知道？</translation>
    </message>
    <message>
        <source>Compare the bars, then show the answer.</source>
        <translation>比一比这些条形，再看答案。</translation>
    </message>
    <message>
        <source>Whatever the two views of an image differ in, such as colour: the loss wants z to be the same for both. h comes before that demand and may keep it, so it is worth more.</source>
        <translation>忘掉的是同一图片的两个视图之间的差别，例如颜色：损失要求两者的 z 相同。h 在这个要求之前，可以保留它，所以更有用。</translation>
    </message>
    <message>
        <source>h = f(x), z = g(h) with g(h) = W₂ ReLU(W₁ h). The loss wants z to be the same for all views of an image. Chen et al. 2020 (table 3, ResNet-50, ImageNet): where views were turned too, a small network tells the turn from h in 67.6 % of the cases, from z in 25.6 %; chance is 25 %.</source>
        <translation>h = f(x)，z = g(h)，其中 g(h) = W₂ ReLU(W₁ h)。损失希望同一图片所有视图的 z 相同。Chen 等 2020（表 3，ResNet-50，ImageNet）：视图也旋转时，小网络从 h 判断旋转的正确率为 67.6 %，从 z 为 25.6 %；随机猜测为 25 %。</translation>
    </message>
    <message>
        <source>See the scores of all layers</source>
        <translation>看各层的得分</translation>
    </message>
    <message>
        <source>Of which class is it?</source>
        <translation>它属于哪一类？</translation>
    </message>
    <message>
        <source>How was it turned?</source>
        <translation>它转了多少度？</translation>
    </message>
    <message>
        <source>In colour, or grey?</source>
        <translation>彩色还是灰度？</translation>
    </message>
    <message>
        <source>a view</source>
        <translation>一个视图</translation>
    </message>
    <message>
        <source>network f</source>
        <translation>网络 f</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>h
kept</source>
        <translation>h
保留</translation>
    </message>
    <message>
        <source>head g</source>
        <translation>投影头 g</translation>
    </message>
    <message>
        <source>z
compared</source>
        <translation>z
用于比较</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>Not available while something is running. Press Stop to cancel it.</source>
        <translation>有任务在运行时不可用。按“停止”取消它。</translation>
    </message>
    <message>
        <source>From h, colour or grey is predicted correctly for {h:.0f} % of {count:,} unseen images; from z for {z:.0f} %.</source>
        <translation>{count:,} 张没见过的图片中，从 h 能正确预测彩色或灰度的有 {h:.0f} %；从 z 为 {z:.0f} %。</translation>
    </message>
    <message>
        <source>The views of this training had the same colours: nothing asked z to forget them.</source>
        <translation>这次训练的视图颜色相同：没有什么要求 z 忘记颜色。</translation>
    </message>
    <message>
        <source>Views differ in their colours, so the loss makes z forget them; h need not.</source>
        <translation>视图之间颜色不同，所以损失让 z 忘记颜色；h 不必忘记。</translation>
    </message>
    <message>
        <source>This network has not made z forget more than h.</source>
        <translation>这个网络没有让 z 比 h 忘得更多。</translation>
    </message>
    <message>
        <source>Without training neither has been asked to forget.</source>
        <translation>没有训练时，没有谁要求它们忘记什么。</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>epoch {epoch:.1f}</source>
        <translation>第 {epoch:.1f} 轮</translation>
    </message>
    <message>
        <source>Stop, save, and evaluate the features</source>
        <translation>停止、保存并评估特征</translation>
    </message>
    <message>
        <source>Save, present, keys</source>
        <translation>保存、演示、快捷键</translation>
    </message>
    <message>
        <source>Pauses; the time budget pauses too (Space)</source>
        <translation>暂停；时间预算也一并暂停（空格键）</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resumes training (Space)</source>
        <translation>继续训练（空格键）</translation>
    </message>
    <message>
        <source>Trains a new network with these settings</source>
        <translation>用这些设置训练一个新网络</translation>
    </message>
    <message>
        <source>Next: {data}, {network}, {time}</source>
        <translation>下一次：{data}、{network}、{time}</translation>
    </message>
    <message>
        <source>training {share:.0f} %, {left} left</source>
        <translation>训练 {share:.0f} %，剩余 {left}</translation>
    </message>
    <message>
        <source>paused at {share:.0f} %, {left} left</source>
        <translation>已暂停，{share:.0f} %，剩余 {left}</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Trains a new network with these settings, after this one</source>
        <translation>在当前运行之后，用这些设置训练一个新网络</translation>
    </message>
    <message>
        <source>Queue: {waiting}</source>
        <translation>队列：{waiting}</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>following</source>
        <translation>正在跟踪</translation>
    </message>
    <message>
        <source>getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>testing, {share:.0f} % of the whole</source>
        <translation>测试中，全程的 {share:.0f} %</translation>
    </message>
    <message>
        <source>drawing maps, {share:.0f} % of the whole</source>
        <translation>绘制分布图，全程的 {share:.0f} %</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>stopped at {share:.0f} %, {when}</source>
        <translation>停在 {share:.0f} %，{when}</translation>
    </message>
    <message>
        <source>finished {when}</source>
        <translation>完成于 {when}</translation>
    </message>
    <message>
        <source>ended early at {share:.0f} %</source>
        <translation>在 {share:.0f} % 处提前结束</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>not trained here</source>
        <translation>不是在这里训练的</translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message>
        <source>Clear selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Back to the image under the mouse (Esc)</source>
        <translation>回到鼠标所指的图片（Esc）</translation>
    </message>
    <message>
        <source>Nearest when untrained</source>
        <translation>未训练时最近的</translation>
    </message>
    <message>
        <source>Point at a dot: the same image lights up in every map. Click it to see its neighbours.</source>
        <translation>把鼠标移到一个点上：同一张图片在每张分布图中亮起。单击查看它的近邻。</translation>
    </message>
    <message>
        <source>It lies between its nearest neighbours.</source>
        <translation>它位于最近的邻居之间。</translation>
    </message>
    <message>
        <source>Predicted correctly, {sure:.0f} % sure.</source>
        <translation>预测正确，把握 {sure:.0f} %。</translation>
    </message>
    <message>
        <source>Predicted as {guess}, {sure:.0f} % sure.</source>
        <translation>预测为 {guess}，把握 {sure:.0f} %。</translation>
    </message>
    <message numerus="yes">
        <source>{nearest}: %Ln images.</source>
        <translation>
            <numerusform>{nearest}：%Ln 张。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{nearest}: %Ln images, {same} of its class.</source>
        <translation>
            <numerusform>{nearest}：%Ln 张，其中 {same} 张与它同类。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nearest for {name}</source>
        <translation>最近的图片（{name}）</translation>
    </message>
    <message>
        <source>Your image</source>
        <translation>您的图片</translation>
    </message>
    <message>
        <source>Test image {number}.</source>
        <translation>测试图片 {number}。</translation>
    </message>
</context>
<context>
    <name>ImagePicker</name>
    <message>
        <source>There is no test image {number:,} on the maps.</source>
        <translation>分布图上没有编号为 {number:,} 的测试图片。</translation>
    </message>
    <message>
        <source>They show the first {last:,}.</source>
        <translation>图上只显示前 {last:,} 张。</translation>
    </message>
</context>
<context>
    <name>ImagesCard</name>
    <message>
        <source>The first run of the pair</source>
        <translation>这一对中的第一个运行</translation>
    </message>
    <message>
        <source>The second run of the pair</source>
        <translation>这一对中的第二个运行</translation>
    </message>
    <message>
        <source>Recognised by one alone</source>
        <translation>只有一方能识别</translation>
    </message>
    <message>
        <source>Images that one run alone recognises, by class</source>
        <translation>只有一个运行能识别的图像，按类别</translation>
    </message>
    <message numerus="yes">
        <source>{run} recognises %Ln test images that {other} gets wrong.</source>
        <translation>
            <numerusform>有 %Ln 张测试图像 {run} 识别正确而 {other} 识别错误。</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw the maps of a run to see them.</source>
        <translation>绘制某个运行的分布图后才能看到它们。</translation>
    </message>
    <message>
        <source>Only those on the map can be shown.</source>
        <translation>只能显示分布图上的图像。</translation>
    </message>
    <message>
        <source>{label}
{run}: {guess}</source>
        <translation>{label}
{run}：{guess}</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import an encoder</source>
        <translation>导入编码器</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Shapes, drawn by the program</source>
        <translation>图形（由程序绘制）</translation>
    </message>
    <message>
        <source>Those chosen on Train: {name}</source>
        <translation>“训练”页所选：{name}</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>来源程序</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>Mean of the colours</source>
        <translation>颜色均值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未导入的部分</translation>
    </message>
    <message>
        <source>Images to look at</source>
        <translation>用哪些图片</translation>
    </message>
    <message>
        <source>Red, green, blue, for images from 0 to 1; one number stands for all three.</source>
        <translation>红、绿、蓝，图片数值为 0 到 1；只写一个数时三种颜色相同。</translation>
    </message>
    <message>
        <source>Importing {name}…</source>
        <translation>正在导入 {name}…</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>{name} cannot be imported.</source>
        <translation>{name} 无法导入。</translation>
    </message>
    <message>
        <source>{name} holds a {network}.</source>
        <translation>{name} 中是 {network}。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Correct what you know better before you import it.</source>
        <translation>导入之前，可以更正您更清楚的内容。</translation>
    </message>
</context>
<context>
    <name>ImportRequests</name>
    <message>
        <source>Encoders ({patterns})</source>
        <translation>编码器（{patterns}）</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Import an encoder</source>
        <translation>导入编码器</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Show a page</source>
        <translation>显示一个页面</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>Pause and resume training; press the button that has the focus</source>
        <translation>暂停或继续训练；按下获得焦点的按钮</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回车键</translation>
    </message>
    <message>
        <source>Press the button that has the focus</source>
        <translation>按下获得焦点的按钮</translation>
    </message>
    <message>
        <source>Previous and next image or step</source>
        <translation>上一张、下一张图片或上一步、下一步</translation>
    </message>
    <message>
        <source>On Views: draw the same image again</source>
        <translation>在“视图”页：对同一张图片重新抽取</translation>
    </message>
    <message>
        <source>Close the settings; clear the selection; leave full screen</source>
        <translation>关闭设置；清除选择；退出全屏</translation>
    </message>
    <message>
        <source>Present on the full screen, with larger type</source>
        <translation>全屏演示，字号更大</translation>
    </message>
    <message>
        <source>On Runs: search</source>
        <translation>在“运行”页：搜索</translation>
    </message>
    <message>
        <source>On Runs: rename, move to the trash</source>
        <translation>在“运行”页：重命名，移到回收站</translation>
    </message>
    <message>
        <source>On Runs: copy the selected rows as a table</source>
        <translation>在“运行”页：把选中的行复制为表格</translation>
    </message>
    <message>
        <source>Save an image of the page</source>
        <translation>保存页面图片</translation>
    </message>
    <message>
        <source>Place an image from the clipboard on the map</source>
        <translation>将剪贴板中的图片放到分布图上</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>显示这些按键</translation>
    </message>
    <message>
        <source>Copy or save one panel: a chart, a map, a matrix</source>
        <translation>复制或保存单个面板：图表、特征地图或矩阵</translation>
    </message>
</context>
<context>
    <name>Knobs</name>
    <message>
        <source>Draw the maps</source>
        <translation>绘制分布图</translation>
    </message>
</context>
<context>
    <name>LabelLines</name>
    <message>
        <source>labels per class</source>
        <translation>每类标签数</translation>
    </message>
    <message>
        <source>{size} labels per class: {scores}</source>
        <translation>每类 {size} 个标签：{scores}</translation>
    </message>
</context>
<context>
    <name>LayerBars</name>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>{count:,} numbers per image</source>
        <translation>每张图片 {count:,} 个数</translation>
    </message>
    <message>
        <source>{name} {accuracy} (95 % interval {low:.1f} to {high:.1f} %)</source>
        <translation>{name} {accuracy}（95 % 区间 {low:.1f} 至 {high:.1f} %）</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>准确率（%）</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % 下限</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % 上限</translation>
    </message>
</context>
<context>
    <name>LayerPowers</name>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>derivatives alone</source>
        <translation>仅导数之积</translation>
    </message>
</context>
<context>
    <name>LayersCard</name>
    <message>
        <source>Layer by layer</source>
        <translation>逐层来看</translation>
    </message>
    <message>
        <source>Score every layer</source>
        <translation>给每一层评分</translation>
    </message>
    <message>
        <source>How well each layer tells the classes apart: from the stem through the four stages to the features h, and to z, which only the loss sees.</source>
        <translation>每一层区分类别的能力：从起始层（stem）经四个阶段到特征 h，再到只有损失看到的 z。</translation>
    </message>
    <message>
        <source>h recognises {h:.1f} %, z only {z:.1f} %: the head discards what the loss does not need, so h is used.</source>
        <translation>h 识别 {h:.1f} %，z 只有 {z:.1f} %：投影头丢弃损失不需要的东西，所以用 h。</translation>
    </message>
    <message>
        <source>z recognises {z:.1f} %, more than h with {h:.1f} %: here the head discarded nothing.</source>
        <translation>z 识别 {z:.1f} %，高于 h 的 {h:.1f} %：这里投影头什么也没丢弃。</translation>
    </message>
    <message>
        <source>h recognises {h:.1f} %, z {z:.1f} %, no clear difference: the head discarded little.</source>
        <translation>h 识别 {h:.1f} %，z 为 {z:.1f} %，没有明显差别：投影头丢弃得很少。</translation>
    </message>
    <message>
        <source>Best layer: {name}, {accuracy:.1f} %.</source>
        <translation>最佳层：{name}，{accuracy:.1f} %。</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>Fit a classifier to the output of each layer, without changing the network</source>
        <translation>在每一层的输出上训练一个分类器，网络本身不变</translation>
    </message>
    <message>
        <source>Stage {number}</source>
        <translation>阶段 {number}</translation>
    </message>
</context>
<context>
    <name>LearnPage</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Why does SimCLR work? Ten ideas to try out, each computed as you watch.</source>
        <translation>SimCLR 为什么有效？十个可以动手的想法，每个都当场计算。</translation>
    </message>
    <message>
        <source>{lesson}, done</source>
        <translation>{lesson}，已完成</translation>
    </message>
    <message>
        <source>{lesson}, not done yet</source>
        <translation>{lesson}，尚未完成</translation>
    </message>
    <message>
        <source>{done} of {count} done</source>
        <translation>已完成 {done} / {count}</translation>
    </message>
    <message>
        <source>The lessons show Shapes meanwhile.</source>
        <translation>课程暂时展示图形。</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Search classes…</source>
        <translation>搜索类别…</translation>
    </message>
    <message>
        <source>Search classes</source>
        <translation>搜索类别</translation>
    </message>
</context>
<context>
    <name>LegendEntries</name>
    <message>
        <source>Click a class to hide it; double-click to show only that class</source>
        <translation>单击隐藏一个类别；双击只显示该类别</translation>
    </message>
    <message>
        <source>Arrow keys go from class to class; Space hides or shows one.</source>
        <translation>用方向键在类别间移动；按空格键隐藏或显示类别。</translation>
    </message>
    <message>
        <source>Class {name}: hidden</source>
        <translation>类别 {name}：已隐藏</translation>
    </message>
    <message>
        <source>Class {name}: shown</source>
        <translation>类别 {name}：显示中</translation>
    </message>
</context>
<context>
    <name>LikelyClasses</name>
    <message>
        <source>Likeliest classes</source>
        <translation>最可能的类别</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>certainty (%)</source>
        <translation>置信度（%）</translation>
    </message>
</context>
<context>
    <name>LinkedMaps</name>
    <message>
        <source>Untrained network</source>
        <translation>未训练的网络</translation>
    </message>
    <message>
        <source>SimCLR, this run</source>
        <translation>SimCLR，本次运行</translation>
    </message>
    <message>
        <source>Imported encoder, this one</source>
        <translation>导入的编码器（当前）</translation>
    </message>
    <message>
        <source>SimCLR, the other run</source>
        <translation>SimCLR，另一次运行</translation>
    </message>
    <message>
        <source>Imported encoder, the other one</source>
        <translation>导入的编码器（另一个）</translation>
    </message>
    <message>
        <source>Imported encoder</source>
        <translation>导入的编码器</translation>
    </message>
</context>
<context>
    <name>LongerDialog</name>
    <message>
        <source>Train for longer</source>
        <translation>继续训练更久</translation>
    </message>
    <message>
        <source>A new run begins with the weights of {name}. Its learning rate rises once more and falls again (a warm restart). The first run stays as it is.</source>
        <translation>新的训练以 {name} 的权重开始。学习率再次升高，然后降低（热重启）。原来的训练保持不变。</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>训练时长</translation>
    </message>
    <message>
        <source>Train on from it</source>
        <translation>从它继续训练</translation>
    </message>
    <message>
        <source>A new run begins with the weights of {name} and learns from {images}. Its projection head begins from random weights. The imported encoder stays as it is.</source>
        <translation>新的训练以 {name} 的权重开始，从{images}学习。投影头从随机权重开始。导入的编码器保持不变。</translation>
    </message>
</context>
<context>
    <name>LooksCard</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>What each network makes of the same image</source>
        <translation>各网络怎样看同一张图像</translation>
    </message>
    <message>
        <source>the newest step of each</source>
        <translation>各自最新的一步</translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>Image {number} of {count}</source>
        <translation>第 {number} 张，共 {count} 张</translation>
    </message>
    <message>
        <source>Feature maps wait until nothing is running: they need the processor.</source>
        <translation>特征图要等没有任务运行时才显示：它们需要处理器。</translation>
    </message>
    <message>
        <source>None of these runs kept a network that can be looked at.</source>
        <translation>这些运行都没有保存可供查看的网络。</translation>
    </message>
    <message>
        <source>These runs kept no network at the same step: each is shown at its newest.</source>
        <translation>这些运行没有在同一步保存网络：各自显示最新的一步。</translation>
    </message>
    <message>
        <source>The same colour is the same value in all of them. The views follow each run&apos;s own settings.</source>
        <translation>相同的颜色在各处表示相同的值。视图按各运行自己的设置生成。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train a network and watch it learn</source>
        <translation>训练一个网络，看它怎样学习</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>The pairs that the network is trained on</source>
        <translation>网络训练时使用的成对视图</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>What each layer makes of an image</source>
        <translation>每一层从图片中得到了什么</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>All images, laid out by their features</source>
        <translation>所有图片，按特征排布</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All saved runs</source>
        <translation>所有已保存的运行</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>The ideas behind it, to be touched</source>
        <translation>背后的思想，可以亲手试一试</translation>
    </message>
    <message>
        <source>Your image has found its place on the map.</source>
        <translation>您的图片已放到分布图上。</translation>
    </message>
    <message>
        <source>The step in progress is completed first and the network saved; then the window closes.</source>
        <translation>先完成正在进行的一步并保存网络，然后窗口关闭。</translation>
    </message>
    <message>
        <source>{name}: saving…</source>
        <translation>{name}：正在保存…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Several runs side by side</source>
        <translation>并排查看多个运行</translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>Linear {linear:.1f} %, kNN {knn:.1f} %</source>
        <translation>线性 {linear:.1f} %，kNN {knn:.1f} %</translation>
    </message>
    <message>
        <source>The share of unseen images recognised from these features: linear evaluation, and kNN. Neighbours kept: how many of the 15 nearest in the features are among the 15 nearest in the map. Trust (trustworthiness): 1 where no image is near in the map that is far in the features.</source>
        <translation>凭这些特征识别的没见过图片的比例：线性评估和 kNN。近邻保留：特征中最近的 15 张里，有多少也在分布图中最近的 15 张里。可信度(trustworthiness)：若分布图中相近的图片在特征中都不远，则为 1。</translation>
    </message>
    <message>
        <source>Map: {title}</source>
        <translation>分布图：{title}</translation>
    </message>
    <message>
        <source>This map is still to come…</source>
        <translation>此分布图尚未生成…</translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>训练之前</translation>
    </message>
    <message numerus="yes">
        <source>After %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>Neighbours kept {kept:.0f} %</source>
        <translation>近邻保留 {kept:.0f} %</translation>
    </message>
    <message>
        <source>Neighbours kept {kept:.0f} %, trust {trust:.2f}</source>
        <translation>近邻保留 {kept:.0f} %，可信度 {trust:.2f}</translation>
    </message>
</context>
<context>
    <name>MapColumns</name>
    <message>
        <source>Further maps</source>
        <translation>更多特征图</translation>
    </message>
    <message>
        <source>Bright: pixels that change the similarity of the two views most (gradient of the cosine)</source>
        <translation>亮处：最能改变两个视图相似度的像素（余弦的梯度）</translation>
    </message>
    <message>
        <source>Pixels that matter: {what}</source>
        <translation>起作用的像素：{what}</translation>
    </message>
    <message>
        <source>view B; similarity to A: {cosine:z.2f}</source>
        <translation>视图 B；与 A 的相似度：{cosine:z.2f}</translation>
    </message>
    <message>
        <source>image, untrained</source>
        <translation>图片，未训练</translation>
    </message>
    <message>
        <source>{layer}: {maps}. Map {number} is chosen.</source>
        <translation>{layer}：{maps}。已选择第 {number} 张特征图。</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>view A</source>
        <translation>视图 A</translation>
    </message>
    <message>
        <source>Feature maps: {what}</source>
        <translation>特征图：{what}</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Maps</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>All images, laid out by their features</source>
        <translation>所有图片，按特征排布</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Linear evaluation and kNN, layer by layer, and with few labels</source>
        <translation>线性评估和 kNN，逐层评估，以及只用少量标签的结果</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Your image is waiting to be placed.</source>
        <translation>您的图片正在等待放置。</translation>
    </message>
    <message>
        <source>A first sketch by two principal components. {doing}{share}…</source>
        <translation>这是用两个主成分画的初步草图。{doing}{share}…</translation>
    </message>
    <message numerus="yes">
        <source>Live, after %Ln steps: images that the network finds similar lie together.</source>
        <translation>
            <numerusform>实时，第 %Ln 步之后：网络认为相似的图片聚在一起。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Live, after %Ln steps: unseen images, coloured by class.</source>
        <translation>
            <numerusform>实时，第 %Ln 步之后：没见过的图片，按类别着色。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Live, after %Ln steps: unseen images, coloured by class. The network never sees a class label.</source>
        <translation>
            <numerusform>实时，第 %Ln 步之后：没见过的图片，按类别着色。网络从未见过类别标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SimCLR&apos;s map after %Ln steps. The other maps do not change with its training.</source>
        <translation>
            <numerusform>SimCLR 在 %Ln 步之后的分布图。另外几张图不随训练变化。</numerusform>
        </translation>
    </message>
    <message>
        <source>SimCLR&apos;s map before training. The other maps do not change with its training.</source>
        <translation>SimCLR 训练之前的分布图。另外几张图不随训练变化。</translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>before training</source>
        <translation>训练之前</translation>
    </message>
    <message>
        <source>There is no map {when}. What you see is the nearest one, {nearest}.</source>
        <translation>这个时刻（{when}）没有分布图。现在看到的是最接近的一张：{nearest}。</translation>
    </message>
    <message>
        <source>Images that the network finds similar lie close together.</source>
        <translation>网络认为相似的图片彼此靠近。</translation>
    </message>
    <message>
        <source>Colours show the classes.</source>
        <translation>颜色表示类别。</translation>
    </message>
    <message>
        <source>Your image lies between the images that are nearest to it.</source>
        <translation>您的图片位于离它最近的那些图片之间。</translation>
    </message>
    <message>
        <source>Your image is recognised as {name}, {sure:.0f} % sure; it lies among its neighbours.</source>
        <translation>您的图片被识别为 {name}，把握 {sure:.0f} %；它位于自己的近邻之中。</translation>
    </message>
    <message>
        <source>Which images were mistaken, the next test of this run will tell.</source>
        <translation>下次测试此运行时，会显示哪些图片认错了。</translation>
    </message>
    <message>
        <source>Mistakes can be told only of images with classes, after an evaluation.</source>
        <translation>只有图片分了类别，并且做过评估之后，才能看出哪些认错了。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {count:,} test images were misclassified. Click a number to see them.</source>
        <translation>
            <numerusform>{count:,} 张测试图片中有 %Ln 张分类错误。点击数字查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>Confusion matrix and hardest images</source>
        <translation>混淆矩阵和最难的图片</translation>
    </message>
    <message>
        <source>Draw the maps</source>
        <translation>绘制分布图</translation>
    </message>
    <message>
        <source>Images that the network finds similar lie close together. It never saw a class label.</source>
        <translation>靠在一起的图片在网络看来相似。它从未见过类别标签。</translation>
    </message>
    <message>
        <source>Colours show the classes. The network never saw a class label.</source>
        <translation>颜色表示类别。网络从未见过类别标签。</translation>
    </message>
    <message>
        <source>The other run has no map of these images, so it cannot be seen beside this one.</source>
        <translation>另一次运行没有这些图片的分布图，所以无法与本次运行并排显示。</translation>
    </message>
    <message>
        <source>Recognised: {ours:.0f} %; in the other run {theirs:.0f} %.</source>
        <translation>能识别：{ours:.0f} %；另一次运行：{theirs:.0f} %。</translation>
    </message>
    <message>
        <source>Both runs were made with the same settings.</source>
        <translation>两次运行的设置完全相同。</translation>
    </message>
    <message>
        <source>{title} {here} (there {there})</source>
        <translation>{title} {here}（另一次运行：{there}）</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>还有 {count} 项</translation>
    </message>
    <message>
        <source>Different: {words}.</source>
        <translation>不同之处：{words}。</translation>
    </message>
    <message>
        <source>Every test image becomes a point; images that look alike to the network lie together. As the trained network sees them, as the untrained network does, and by their raw pixels (PCA).</source>
        <translation>每张测试图片成为一个点；网络认为相似的图片靠在一起。分别按训练后的网络、未训练的网络和原始像素（PCA）来看。</translation>
    </message>
</context>
<context>
    <name>MapsCard</name>
    <message>
        <source>The same images on every map</source>
        <translation>每张分布图上的同一批图像</translation>
    </message>
    <message>
        <source>Point at an image: it is marked in every map. Ctrl and the wheel zoom.</source>
        <translation>指向一张图像，所有分布图上都会标出它。按住 Ctrl 滚动滚轮可缩放。</translation>
    </message>
    <message>
        <source>None of these runs has a map yet. Open one and compute it on the Map page.</source>
        <translation>这些运行都还没有分布图。打开一个运行，在“分布图”页计算。</translation>
    </message>
</context>
<context>
    <name>MapsView</name>
    <message>
        <source>Compare with…</source>
        <translation>与…比较</translation>
    </message>
    <message>
        <source>Compare with the map of an earlier run</source>
        <translation>与更早运行的分布图比较</translation>
    </message>
    <message>
        <source>An image to place on the maps</source>
        <translation>选择要放到分布图上的图片</translation>
    </message>
    <message>
        <source>A folder for the selected images</source>
        <translation>选择存放所选图片的文件夹</translation>
    </message>
</context>
<context>
    <name>MistakesView</name>
    <message>
        <source>Which images</source>
        <translation>哪些图片</translation>
    </message>
    <message>
        <source>of the chosen cell</source>
        <translation>所选格子中的图片</translation>
    </message>
    <message>
        <source>the hardest images</source>
        <translation>最难的图片</translation>
    </message>
    <message>
        <source>the most confident predictions</source>
        <translation>最有把握的预测</translation>
    </message>
    <message>
        <source>True class (rows), predicted class (columns)</source>
        <translation>真实类别（行）、预测类别（列）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images: {captions}.</source>
        <translation>
            <numerusform>%Ln 张图片：{captions}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{label}
→ {guess} {sure:.0f} %</source>
        <translation>{label}
→ {guess} {sure:.0f} %</translation>
    </message>
    <message>
        <source>Too few mistakes to name classes that are confused.</source>
        <translation>错误太少，说不出哪些类别被混淆。</translation>
    </message>
    <message>
        <source>{label} predicted as {guess}</source>
        <translation>{label} 被预测为 {guess}</translation>
    </message>
    <message>
        <source>Most confused: {pairs}.</source>
        <translation>最易混淆：{pairs}。</translation>
    </message>
    <message>
        <source>No images in this cell.</source>
        <translation>这一格没有图片。</translation>
    </message>
    <message>
        <source>{count} of class {label} predicted as {guess}.</source>
        <translation>类别 {label} 中有 {count} 张被预测为 {guess}。</translation>
    </message>
    <message>
        <source>Their own class was least probable. Below each: true class → prediction.</source>
        <translation>它们自己的类别概率最低。每张下面：真实类别 → 预测。</translation>
    </message>
    <message>
        <source>Most confident, right or wrong. Below each: true class → prediction.</source>
        <translation>最有把握，无论对错。每张下面：真实类别 → 预测。</translation>
    </message>
</context>
<context>
    <name>NetworkStrip</name>
    <message>
        <source>Layers of the network</source>
        <translation>网络的各层</translation>
    </message>
    <message>
        <source>The projection head g makes z of h. It is needed for training only.</source>
        <translation>投影头 g 由 h 得到 z，只在训练时需要。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>Similarity of every two views of the batch</source>
        <translation>批量中每两个视图的相似度</translation>
    </message>
    <message>
        <source>What the colours mean</source>
        <translation>颜色的含义</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>mean cosine</source>
        <translation>平均余弦</translation>
    </message>
    <message>
        <source>The chosen view</source>
        <translation>所选的视图</translation>
    </message>
    <message>
        <source>Its partner</source>
        <translation>它的配对视图</translation>
    </message>
    <message>
        <source>same class</source>
        <translation>同一类别</translation>
    </message>
    <message>
        <source>class not known</source>
        <translation>类别未知</translation>
    </message>
    <message>
        <source>See how similar the network finds any two views of a batch: partners form a bright diagonal; other bright spots are images it cannot tell apart yet.</source>
        <translation>看看网络认为一批中任意两个视图有多相似：配对视图形成明亮的对角线；其他亮点是它还分不开的图片。</translation>
    </message>
    <message>
        <source>Similarity (cosine)</source>
        <translation>相似度（余弦）</translation>
    </message>
    <message>
        <source>Repulsion weight</source>
        <translation>排斥权重</translation>
    </message>
    <message>
        <source>Repulsion weight: each view&apos;s share in the loss of another (softmax at the temperature below)</source>
        <translation>排斥权重：每个视图在另一视图损失中所占的比例（下面温度下的 softmax）</translation>
    </message>
    <message>
        <source>For these colours only. Low values focus on the hardest negatives</source>
        <translation>只用于这些颜色。数值低时集中于最难的负样本</translation>
    </message>
    <message>
        <source>Most similar views of other images</source>
        <translation>其他图片中最相似的视图</translation>
    </message>
    <message>
        <source>Eight fixed pairs</source>
        <translation>八对固定视图</translation>
    </message>
    <message>
        <source>Eight pairs of views that never change, and how similar the network finds them as it learns.</source>
        <translation>八对始终不变的视图，以及网络在学习中认为它们有多相似。</translation>
    </message>
    <message numerus="yes">
        <source>Similarity of %Ln pairs: partners {alike:z.2f} on average.</source>
        <translation>
            <numerusform>%Ln 对视图的相似度：配对视图平均 {alike:z.2f}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Similarity of %Ln pairs: partners {alike:z.2f} on average, views of other images {apart:z.2f}.</source>
        <translation>
            <numerusform>%Ln 对视图的相似度：配对视图平均 {alike:z.2f}，其他图片的视图平均 {apart:z.2f}。</numerusform>
        </translation>
    </message>
    <message>
        <source>The colours show repulsion weights at a temperature of {temperature:.2f}.</source>
        <translation>颜色表示温度为 {temperature:.2f} 时的排斥权重。</translation>
    </message>
    <message>
        <source>View {number} of {count} is chosen; up and down choose another.</source>
        <translation>已选择第 {number} 个视图（共 {count} 个）；按上下键选择其他视图。</translation>
    </message>
    <message>
        <source>Similarity: {cosine:z.2f}. Its partner ranks {rank} of {others} other views.</source>
        <translation>相似度：{cosine:z.2f}。在其他 {others} 个视图中，配对视图排{rank}。</translation>
    </message>
    <message>
        <source>Point at the matrix to compare two views. Click to choose one.</source>
        <translation>把鼠标移到矩阵上比较两个视图。单击选择一个。</translation>
    </message>
    <message>
        <source>{note}: similarity {cosine:z.2f}</source>
        <translation>{note}：相似度 {cosine:z.2f}</translation>
    </message>
    <message>
        <source>The view itself</source>
        <translation>视图本身</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>配对视图</translation>
    </message>
    <message>
        <source>Other image of the same class, pushed apart all the same</source>
        <translation>同类的其他图片，照样被推开</translation>
    </message>
    <message>
        <source>Other image</source>
        <translation>其他图片</translation>
    </message>
    <message>
        <source>unseen images</source>
        <translation>没见过的图片</translation>
    </message>
    <message>
        <source>the batch</source>
        <translation>当前批量</translation>
    </message>
    <message numerus="yes">
        <source>After %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>训练之前</translation>
    </message>
    <message numerus="yes">
        <source>{when}, %Ln of {views} views of {whose} are closest to their partner.</source>
        <translation>
            <numerusform>{when}，{whose}的 {views} 个视图中有 %Ln 个离配对视图最近。</numerusform>
        </translation>
    </message>
    <message>
        <source>{pushed:.0f} % of the other images pushed away are of the same class.</source>
        <translation>被推开的其他图片中有 {pushed:.0f} % 属于同一类别。</translation>
    </message>
    <message>
        <source>As it was imported</source>
        <translation>导入时</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>OriginCard</name>
    <message>
        <source>Imported, not trained here</source>
        <translation>导入的，不是在这里训练的</translation>
    </message>
    <message>
        <source>Train on from it…</source>
        <translation>从它继续训练…</translation>
    </message>
    <message>
        <source>A new run begins with these weights; this one stays as it is</source>
        <translation>新的训练以这些权重开始；这一个保持不变</translation>
    </message>
    <message>
        <source>{file}, made by {maker}</source>
        <translation>{file}，来自 {maker}</translation>
    </message>
    <message>
        <source>Trained on images of {side} px</source>
        <translation>训练图片边长 {side} px</translation>
    </message>
    <message>
        <source>Mean {mean}; deviation {std}</source>
        <translation>均值 {mean}；标准差 {std}</translation>
    </message>
    <message>
        <source>Left out: {names}</source>
        <translation>未导入：{names}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Map of unseen images</source>
        <translation>未见过的图片的分布图</translation>
    </message>
    <message>
        <source>Unseen images: those it finds alike lie together</source>
        <translation>未见过的图片：网络觉得相似的聚在一起</translation>
    </message>
    <message>
        <source>A map needs {count} test images or more.</source>
        <translation>分布图至少需要 {count} 张测试图片。</translation>
    </message>
    <message>
        <source>Draw the maps</source>
        <translation>绘制分布图</translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Show me in two minutes</source>
        <translation>两分钟演示</translation>
    </message>
    <message>
        <source>Plan several trainings…</source>
        <translation>规划多次训练…</translation>
    </message>
    <message>
        <source>Train for longer…</source>
        <translation>继续训练更久…</translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation>复制结果</translation>
    </message>
    <message>
        <source>Save the result as an image…</source>
        <translation>将结果保存为图片…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The encoder or its features for other programs, or the whole run as a zip</source>
        <translation>把编码器或特征交给其他程序使用，或把整个运行保存为 zip</translation>
    </message>
    <message>
        <source>Save the page as an image…</source>
        <translation>将页面保存为图片…</translation>
    </message>
    <message>
        <source>Save the maps as a figure…</source>
        <translation>将分布图保存为插图…</translation>
    </message>
    <message>
        <source>Full screen, larger type</source>
        <translation>全屏，放大文字</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>A new run that begins with the weights of this one</source>
        <translation>以这次训练的权重开始的新训练</translation>
    </message>
    <message>
        <source>One file that tells of this run, as HTML or PDF</source>
        <translation>用一个文件讲述这次训练，HTML 或 PDF 格式</translation>
    </message>
    <message>
        <source>There is no run yet, or something is running.</source>
        <translation>还没有训练，或有任务正在进行。</translation>
    </message>
    <message>
        <source>The result is in the clipboard: paste it into a chat or a document.</source>
        <translation>结果已复制到剪贴板：可粘贴到聊天或文档中。</translation>
    </message>
    <message>
        <source>Save the result as an image</source>
        <translation>将结果保存为图片</translation>
    </message>
    <message>
        <source>Save the page as an image</source>
        <translation>将页面保存为图片</translation>
    </message>
    <message>
        <source>Save the maps as a figure</source>
        <translation>将分布图保存为插图</translation>
    </message>
    <message>
        <source>One panel of the page</source>
        <translation>本页的单个面板</translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>A pair right now</source>
        <translation>此刻的一对视图</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>view A</source>
        <translation>视图 A</translation>
    </message>
    <message>
        <source>view B</source>
        <translation>视图 B</translation>
    </message>
    <message>
        <source>Alike: {cosine:.2f} (cosine). Among {others} other views the partner comes {rank}.</source>
        <translation>相似度：{cosine:.2f}（余弦）。在其他 {others} 个视图中，配对视图排{rank}。</translation>
    </message>
    <message>
        <source>Two random views of each image; the network must match them.</source>
        <translation>一张图片的两个随机视图，网络要把它们配对。</translation>
    </message>
    <message>
        <source>A pair of views</source>
        <translation>一对视图</translation>
    </message>
    <message>
        <source>The last pair</source>
        <translation>最后一对视图</translation>
    </message>
    <message>
        <source>An unseen pair before training</source>
        <translation>没见过的一对视图，训练之前</translation>
    </message>
    <message numerus="yes">
        <source>An unseen pair after %Ln steps</source>
        <translation>
            <numerusform>没见过的一对视图，%Ln 步之后</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairsCard</name>
    <message>
        <source>Copy the differences as a table</source>
        <translation>将差值复制为表格</translation>
    </message>
    <message>
        <source>Differences on the same test images, in points (95 % interval)</source>
        <translation>同一批测试图像上的差值，单位为百分点（95 % 区间）</translation>
    </message>
    <message>
        <source>Linear evaluation: the run of the row less the run of the column. Pale: this may be chance. Choose a cell to see the images below.</source>
        <translation>线性评估：行的运行减去列的运行。浅色：可能只是偶然。点一个格子，图像显示在下面。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>From</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>To</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>linear evaluation</source>
        <translation>线性评估</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>Linear evaluation: {words}</source>
        <translation>线性评估：{words}</translation>
    </message>
    <message>
        <source>kNN: {words}</source>
        <translation>kNN：{words}</translation>
    </message>
</context>
<context>
    <name>PanelMenu</name>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>另存为图片…</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>The picture is in the clipboard: paste it into a chat or a document.</source>
        <translation>图片已复制到剪贴板，可粘贴到聊天或文档中。</translation>
    </message>
    <message>
        <source>No numbers are shown yet.</source>
        <translation>尚无可复制的数值。</translation>
    </message>
    <message>
        <source>The numbers are in the clipboard: paste them into a spreadsheet.</source>
        <translation>数值已复制到剪贴板，可粘贴到电子表格中。</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>另存为图片</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Plan several trainings with the settings of {run}</source>
        <translation>以 {run} 的设置规划多次训练</translation>
    </message>
    <message>
        <source>Plan several trainings</source>
        <translation>规划多次训练</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Values with commas between them</source>
        <translation>用逗号隔开的值</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Runs like it</source>
        <translation>类似的训练</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>%Ln trainings.</source>
        <translation>
            <numerusform>%Ln 次训练。</numerusform>
        </translation>
    </message>
    <message>
        <source>How long they take is not known: none like them was trained here.</source>
        <translation>需要多久未知：这里还没有类似的训练。</translation>
    </message>
    <message>
        <source>{time} of training in all.</source>
        <translation>训练共需 {time}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln trainings take an unknown time.</source>
        <translation>
            <numerusform>其中 %Ln 次时长未知。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanningRequests</name>
    <message numerus="yes">
        <source>%Ln trainings added to the queue.</source>
        <translation>
            <numerusform>已将 %Ln 次训练加入队列。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PoolingLesson</name>
    <message>
        <source>Pooling keeps one number per small square: the map shrinks, what matters should stay.</source>
        <translation>池化对每个小方块只保留一个数：图变小，重要的应当留下。</translation>
    </message>
    <message>
        <source>Which pooling keeps one strong number, and which one drowns it?</source>
        <translation>哪种池化保留了一个很强的数，哪种把它淹没了？</translation>
    </message>
    <message>
        <source>Try: click the squares of the map.</source>
        <translation>试一试：点特征图上的小方块。</translation>
    </message>
    <message>
        <source>The largest keeps it as it is. The average drowns a strong number among weak ones, and so does the sum, which is only four times the average.</source>
        <translation>最大值原样保留它。平均值把一个强的数淹没在弱的数里；求和也一样，它只是平均值的四倍。</translation>
    </message>
    <message>
        <source>2×2 with stride 2: (W − 2) / 2 + 1. Max: the largest of the four. Average: their mean. Sum: four times that.</source>
        <translation>2×2，步幅 2：(W − 2) / 2 + 1。最大值：四个数中最大的。平均值：四个数的平均。总和：平均值的四倍。</translation>
    </message>
    <message>
        <source>Pool a network&apos;s maps</source>
        <translation>对网络的特征图做池化</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>The square</source>
        <translation>这个方格</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>A map after the first ReLU</source>
        <translation>第一个 ReLU 之后的一张特征图</translation>
    </message>
    <message>
        <source>Of these four numbers: largest {largest:.2f}, average {average:.2f}, sum {total:.2f}. The map shrinks from {side} to {half} px; the largest stays as strong as it was.</source>
        <translation>这四个数中：最大值 {largest:.2f}，平均值 {average:.2f}，总和 {total:.2f}。图从 {side} 像素缩小到 {half} 像素；最大值仍和原来一样强。</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Something is running. Press Stop to cancel it.</source>
        <translation>有任务在运行。按“停止”取消它。</translation>
    </message>
    <message>
        <source>{sentence}… {share:.0f} %</source>
        <translation>{sentence}… {share:.0f} %</translation>
    </message>
</context>
<context>
    <name>QueueRow</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>从队列中移除</translation>
    </message>
</context>
<context>
    <name>QueueStrip</name>
    <message>
        <source>Show or hide what waits</source>
        <translation>显示或隐藏等待的训练</translation>
    </message>
    <message>
        <source>Trains what waits, one after the other</source>
        <translation>依次训练等待的项目</translation>
    </message>
    <message>
        <source>Pause after this one</source>
        <translation>完成当前项后暂停</translation>
    </message>
    <message>
        <source>Resume queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <source>Try failed ones again</source>
        <translation>重试失败的</translation>
    </message>
    <message>
        <source>The next one starts when you press Resume queue</source>
        <translation>按“继续队列”后才会开始下一项</translation>
    </message>
    <message>
        <source>one in progress</source>
        <translation>一项进行中</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} 个失败</translation>
    </message>
    <message>
        <source>Queue: {what}</source>
        <translation>队列：{what}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>The other language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>{tip} (key {key})</source>
        <translation>{tip}（按键 {key}）</translation>
    </message>
</context>
<context>
    <name>RecognitionCard</name>
    <message>
        <source>Recognises unseen images</source>
        <translation>识别没见过的图片</translation>
    </message>
    <message>
        <source>Compare with training on labels</source>
        <translation>与用标签训练比较</translation>
    </message>
    <message>
        <source>Linear evaluation</source>
        <translation>线性评估</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>Principal components of PCA</source>
        <translation>PCA 的主成分</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发表</translation>
    </message>
    <message>
        <source>Train with 2 more seeds</source>
        <translation>再用 2 个随机种子训练</translation>
    </message>
    <message>
        <source>Logistic regression on the frozen features h of whole images, tested on unseen images</source>
        <translation>在整张图片的冻结特征 h 上做逻辑回归，用没见过的图片测试</translation>
    </message>
    <message>
        <source>k nearest neighbours: the most similar training images vote on the class; nothing is fitted</source>
        <translation>k 近邻：最相似的训练图片对类别投票；不做拟合</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>Number of principal components PCA keeps</source>
        <translation>PCA 保留的主成分数</translation>
    </message>
    <message>
        <source>Train the same network with all labels, as long as this run, and score its features the same way</source>
        <translation>用全部标签训练同样的网络，与本运行一样久，并以同样方式评估其特征</translation>
    </message>
    <message>
        <source>Train this run twice more with other seeds, as long each time: how much of a score is chance?</source>
        <translation>用其他随机种子再训练两次，每次一样久：得分有多少出于偶然？</translation>
    </message>
    <message numerus="yes">
        <source>%Ln test images. The network is unchanged (checked).</source>
        <translation>
            <numerusform>%Ln 张测试图片。网络没有改变（已核对）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test images. The network CHANGED during the test: do not trust these numbers.</source>
        <translation>
            <numerusform>%Ln 张测试图片。网络在测试中被改变了：请不要相信这些数字。</numerusform>
        </translation>
    </message>
    <message>
        <source>{low:.1f} to {high:.1f} %</source>
        <translation>{low:.1f} 至 {high:.1f} %</translation>
    </message>
    <message>
        <source>Published for this data, network and length: {span} ({source}).</source>
        <translation>对于这样的数据、网络和训练时长，已发表的结果是：{span}（{source}）。</translation>
    </message>
    <message>
        <source>One run, one seed: how much is chance?</source>
        <translation>一个运行、一个种子：有多少出于偶然？</translation>
    </message>
    <message>
        <source>{name} {mean:.1f} ± {deviation:.1f} %</source>
        <translation>{name} {mean:.1f} ± {deviation:.1f} %</translation>
    </message>
    <message>
        <source>Over {count} seeds: {scores}</source>
        <translation>{count} 个随机种子的结果：{scores}</translation>
    </message>
    <message>
        <source>Mean and standard deviation over runs with the same settings and the seeds {seeds}</source>
        <translation>设置相同、随机种子为 {seeds} 的各次运行的平均值和标准差</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Size: {sizes} px.</source>
        <translation>尺寸：{sizes} px。</translation>
    </message>
    <message>
        <source>Many sizes, most often {sizes} px.</source>
        <translation>尺寸不一，最常见的是 {sizes} px。</translation>
    </message>
    <message>
        <source>no ending</source>
        <translation>无扩展名</translation>
    </message>
    <message>
        <source>Files: {kinds}.</source>
        <translation>文件：{kinds}。</translation>
    </message>
    <message numerus="yes">
        <source>Classes: {classes} and %Ln more.</source>
        <translation>
            <numerusform>类别：{classes}，以及另外 %Ln 类。</numerusform>
        </translation>
    </message>
    <message>
        <source>Classes: {classes}.</source>
        <translation>类别：{classes}。</translation>
    </message>
</context>
<context>
    <name>ResidualLesson</name>
    <message>
        <source>y = ReLU(x + F(x)). F(x) = 0 needs weights of 0 alone; a plain layer would have to learn y = x. Bottleneck: 1×1 down to a quarter, 3×3, 1×1 up again: fewer products, and two ReLUs inside instead of one.</source>
        <translation>y = ReLU(x + F(x))。要让 F(x) = 0，权重为 0 即可；普通层则必须学会 y = x。瓶颈：先用 1×1 降到四分之一，再用 3×3，最后用 1×1 升回来：乘法更少，而且内部有两个 ReLU，而不是一个。</translation>
    </message>
    <message>
        <source>Train one of them</source>
        <translation>训练其中一个</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>学到的</translation>
    </message>
    <message>
        <source>The five ResNets</source>
        <translation>五种 ResNet</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加运算</translation>
    </message>
    <message>
        <source>For images of 224 px</source>
        <translation>对 224 像素的图片</translation>
    </message>
    <message>
        <source>A block of your network</source>
        <translation>你的网络中的一个块</translation>
    </message>
    <message>
        <source>{count:,} weights</source>
        <translation>{count:,} 个权重</translation>
    </message>
    <message>
        <source>3×3, {maps} maps</source>
        <translation>3×3，{maps} 张</translation>
    </message>
    <message>
        <source>1×1, down to {maps}</source>
        <translation>1×1，降到 {maps}</translation>
    </message>
    <message>
        <source>1×1, up to {maps}</source>
        <translation>1×1，升到 {maps}</translation>
    </message>
    <message>
        <source>{ratio:.0f} times fewer weights and multiply-adds, and a second ReLU inside.</source>
        <translation>权重和乘加次数都少到 1/{ratio:.0f}，而且里面多一个 ReLU。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Basic block, in ResNet-18 and 34</source>
        <translation>基本块，用于 ResNet-18 和 34</translation>
    </message>
    <message>
        <source>A residual block adds what it has learned to what came in; with weights of 0 it changes nothing.</source>
        <translation>残差块把学到的东西加到输入上；权重为 0 时什么也不改变。</translation>
    </message>
    <message>
        <source>What does a block do to its maps when its weights are turned down to 0?</source>
        <translation>把一个块的权重调到 0，它会怎样改变特征图？</translation>
    </message>
    <message>
        <source>Try: move the slider Weights.</source>
        <translation>试一试：拖动“权重”滑块。</translation>
    </message>
    <message>
        <source>Nothing: the skip connection lets them out as they came in. A plain layer would wipe them out.</source>
        <translation>完全不变：跳跃连接让它们原样通过。普通的层则会把它们全部抹掉。</translation>
    </message>
    <message>
        <source>Bottleneck, in ResNet-50, 101 and 152</source>
        <translation>瓶颈块，用于 ResNet-50、101 和 152</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>A map in which the input and what the block adds are strong</source>
        <translation>输入和该块所加的部分都很强的一张特征图</translation>
    </message>
    <message>
        <source>The output equals the input, number by number: the block is the identity.</source>
        <translation>输出与输入的每个数都相等：这个块就是恒等映射。</translation>
    </message>
    <message>
        <source>{block}: in the map shown, the output y differs from the input x by {changed:.0f} % of its size.</source>
        <translation>{block}：在所示的特征图中，输出 y 与输入 x 相差其大小的 {changed:.0f} %。</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Recognises unseen images</source>
        <translation>识别没见过的图片</translation>
    </message>
    <message>
        <source>Linear evaluation: a logistic regression on frozen features h of whole images, tested on images that were never trained on.</source>
        <translation>线性评估：在整张图片的冻结特征 h 上做逻辑回归，再用训练中从未用过的图片测试。</translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation>复制结果</translation>
    </message>
    <message>
        <source>See the maps</source>
        <translation>查看分布图</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>Scores need classes: sort images into one sub-folder per class, and train again.</source>
        <translation>评分需要类别：请把图片按类别放进子文件夹，每类一个，然后重新训练。</translation>
    </message>
    <message>
        <source>Scores need training images of two classes or more.</source>
        <translation>评分需要两个或更多类别的训练图片。</translation>
    </message>
    <message numerus="yes">
        <source>Estimated during training, from %Ln unseen images.</source>
        <translation>
            <numerusform>训练中用 %Ln 张未见过的图片估计。</numerusform>
        </translation>
    </message>
    <message>
        <source>The features have not been tested yet.</source>
        <translation>特征还没有测试。</translation>
    </message>
    <message>
        <source>After training the features are tested here, beside PCA and an untrained network.</source>
        <translation>训练之后，会在这里测试特征，并与 PCA 和未训练的网络对比。</translation>
    </message>
    <message numerus="yes">
        <source>Estimated during training, from %Ln unseen images; the exact test comes at the end.</source>
        <translation>
            <numerusform>训练中的估计，取自 %Ln 张未见过的图片；最后会有准确的测试。</numerusform>
        </translation>
    </message>
    <message>
        <source>The test did not change the network (checked).</source>
        <translation>测试没有改变网络（已核对）。</translation>
    </message>
    <message>
        <source>The network CHANGED during the test: do not trust these numbers.</source>
        <translation>网络在测试中发生了变化：请不要相信这些数字。</translation>
    </message>
    <message numerus="yes">
        <source>Linear evaluation on %Ln test images. kNN: {knn:.1f} %. {proof}</source>
        <translation>
            <numerusform>在 %Ln 张测试图片上做线性评估。kNN：{knn:.1f} %。{proof}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBox</name>
    <message>
        <source>, {linear:.0f} %</source>
        <translation>，{linear:.0f} %</translation>
    </message>
    <message>
        <source>There is no other run yet</source>
        <translation>还没有其他运行</translation>
    </message>
</context>
<context>
    <name>RunButton</name>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
</context>
<context>
    <name>RunChip</name>
    <message>
        <source>Show the curves of {name}</source>
        <translation>显示 {name} 的曲线</translation>
    </message>
    <message>
        <source>Hide the curves of {name}</source>
        <translation>隐藏 {name} 的曲线</translation>
    </message>
    <message>
        <source>Move {name} to the left</source>
        <translation>将 {name} 左移</translation>
    </message>
    <message>
        <source>Move {name} to the right</source>
        <translation>将 {name} 右移</translation>
    </message>
    <message>
        <source>Remove {name} from this page</source>
        <translation>从本页移除 {name}</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>RunLook</name>
    <message>
        <source>Feature maps of run {run}</source>
        <translation>运行 {run} 的特征图</translation>
    </message>
    <message>
        <source>Run {run}: image</source>
        <translation>运行 {run}：图像</translation>
    </message>
    <message>
        <source>Run {run}: view A</source>
        <translation>运行 {run}：视图 A</translation>
    </message>
    <message>
        <source>Run {run}: view B</source>
        <translation>运行 {run}：视图 B</translation>
    </message>
    <message numerus="yes">
        <source>After %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>similarity of the two views {cosine:z.2f}</source>
        <translation>两个视图的相似度 {cosine:z.2f}</translation>
    </message>
</context>
<context>
    <name>RunMap</name>
    <message>
        <source>Map of run {run}</source>
        <translation>运行 {run} 的分布图</translation>
    </message>
</context>
<context>
    <name>RunRequests</name>
    <message>
        <source>Added to the queue: it starts when what is in progress has ended.</source>
        <translation>已加入队列：正在进行的任务结束后开始。</translation>
    </message>
    <message>
        <source>Where are the images now?</source>
        <translation>图片现在在哪里？</translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message>
        <source>Add a run</source>
        <translation>添加运行</translation>
    </message>
    <message>
        <source>Eight runs is the most that can be compared</source>
        <translation>最多可比较八个运行</translation>
    </message>
    <message>
        <source>Choose from all runs…</source>
        <translation>从所有运行中选择…</translation>
    </message>
</context>
<context>
    <name>RunsCard</name>
    <message>
        <source>Open a run</source>
        <translation>打开已有的训练</translation>
    </message>
    <message>
        <source>no colour</source>
        <translation>无颜色变化</translation>
    </message>
    <message>
        <source>{name}, not scored</source>
        <translation>{name}，未评分</translation>
    </message>
    <message>
        <source>{name}: {score:.0f} %</source>
        <translation>{name}：{score:.0f} %</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Every training is kept here with its curves, weights, scores and maps.</source>
        <translation>每次训练都保存在这里，包括曲线、权重、得分和分布图。</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>A run folder elsewhere, or a folder of runs; it is listed from then on</source>
        <translation>别处的训练文件夹，或装有多次训练的文件夹；此后一直列出</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Reading the list of runs…</source>
        <translation>正在读取运行列表…</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>还没有运行。</translation>
    </message>
    <message>
        <source>{all:,} in all.</source>
        <translation>共 {all:,} 次。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs found.</source>
        <translation>
            <numerusform>找到 %Ln 次训练。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs.</source>
        <translation>
            <numerusform>%Ln 个运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Best on {data}: {share:.0f} % linear accuracy.</source>
        <translation>最佳线性准确率（{data}）：{share:.0f} %。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs archived. Tick Archived to see them.</source>
        <translation>
            <numerusform>已归档 %Ln 个运行。勾选“已归档”即可查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>The selected rows are in the clipboard, as a table.</source>
        <translation>所选的行已作为表格复制到剪贴板。</translation>
    </message>
    <message>
        <source>Open a run, or a folder of runs</source>
        <translation>打开一次训练，或装有多次训练的文件夹</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>An encoder of another program (.safetensors, .pth, .ckpt …)</source>
        <translation>其他程序的编码器（.safetensors、.pth、.ckpt 等）</translation>
    </message>
</context>
<context>
    <name>Scatter</name>
    <message>
        <source>Drag moves, the wheel zooms, Shift and drag circles points. Keys: plus, minus, arrows, Home.</source>
        <translation>拖动可移动，滚轮可缩放，按住 Shift 拖动可圈选点。按键：加号、减号、方向键、Home。</translation>
    </message>
    <message>
        <source>test image</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
</context>
<context>
    <name>ScoreBars</name>
    <message>
        <source>95 % interval {low:.1f} to {high:.1f} %</source>
        <translation>95 % 区间 {low:.1f} 至 {high:.1f} %</translation>
    </message>
    <message>
        <source>{name} {low:.1f} to {high:.1f} %</source>
        <translation>{name} {low:.1f} 至 {high:.1f} %</translation>
    </message>
    <message>
        <source>{name} {low:.1f} % to {high:.1f} %</source>
        <translation>{name} {low:.1f} % 至 {high:.1f} %</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>准确率（%）</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % 下限</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % 上限</translation>
    </message>
</context>
<context>
    <name>ScorePlotCard</name>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Linear accuracy by setting</source>
        <translation>线性准确率随设置的变化</translation>
    </message>
    <message>
        <source>Linear accuracy by {setting}</source>
        <translation>线性准确率随{setting}的变化</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>linear accuracy (%)</source>
        <translation>线性准确率（%）</translation>
    </message>
</context>
<context>
    <name>ScoresView</name>
    <message>
        <source>Score the features</source>
        <translation>给特征评分</translation>
    </message>
    <message>
        <source>These images have no classes, so nothing can be scored. Sort them into sub-folders, one per class, and train again. The maps need no classes.</source>
        <translation>这些图片没有类别，无法评分。请按类别放入子文件夹，每类一个，再训练一次。分布图不需要类别。</translation>
    </message>
    <message>
        <source>The features of this run have not been scored yet. The score is the share of unseen images recognised from them, next to PCA and an untrained network.</source>
        <translation>本运行的特征尚未评分。得分是凭它们识别的没见过图片的比例，与 PCA 和未训练网络并列。</translation>
    </message>
    <message>
        <source>After training, the features are scored here: the share of unseen images recognised from them, next to PCA and an untrained network.</source>
        <translation>训练后在这里给特征评分：凭它们识别的没见过图片的比例，与 PCA 和未训练网络并列。</translation>
    </message>
    <message>
        <source>Thin line at the end of a bar: 95 % interval.</source>
        <translation>条形末端的细线：95 % 区间。</translation>
    </message>
    <message>
        <source>Shading: standard deviation over several draws of the labelled images.</source>
        <translation>阴影：多次抽取有标签图片的标准差。</translation>
    </message>
</context>
<context>
    <name>SeenImage</name>
    <message>
        <source>Frame: what the strongest point of the chosen map sees</source>
        <translation>框：所选特征图中响应最强的点所看到的区域</translation>
    </message>
    <message>
        <source>The image, and what the strongest point of the map sees of it</source>
        <translation>图片，以及特征图中响应最强的点所看到的区域</translation>
    </message>
</context>
<context>
    <name>SelectionPanel</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save the images as PNG, with a table of them, in a folder</source>
        <translation>把图片存为 PNG，连同一张表，放进一个文件夹</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Clear the selection (Esc)</source>
        <translation>清除选择 (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>{images}: {classes}</source>
        <translation>{images}：{classes}</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>{classes}.</source>
        <translation>{classes}。</translation>
    </message>
    <message>
        <source>The first {count} are shown.</source>
        <translation>只显示前 {count} 张。</translation>
    </message>
</context>
<context>
    <name>SettingsCard</name>
    <message>
        <source>How views are drawn</source>
        <translation>视图如何生成</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>As in the SimCLR paper</source>
        <translation>与 SimCLR 论文相同</translation>
    </message>
    <message>
        <source>For small photographs (CIFAR)</source>
        <translation>适合小照片（CIFAR）</translation>
    </message>
    <message>
        <source>For Shapes</source>
        <translation>适合图形</translation>
    </message>
    <message>
        <source>Colours stay as they are</source>
        <translation>颜色保持不变</translation>
    </message>
    <message>
        <source>Choose a preset…</source>
        <translation>选择预设…</translation>
    </message>
    <message>
        <source>Use those</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Use the views that the open run was trained with</source>
        <translation>把视图设置恢复为当前运行所用的设置</translation>
    </message>
    <message>
        <source>Train with and without colour</source>
        <translation>有无颜色变化各训练一次</translation>
    </message>
    <message>
        <source>Two trainings, alike in all else; then their maps side by side: what does the network look at?</source>
        <translation>两次训练，其他条件都相同；然后并排比较分布图：网络看的究竟是什么？</translation>
    </message>
    <message>
        <source>The next training uses these.</source>
        <translation>下次训练会使用这些设置。</translation>
    </message>
    <message>
        <source>The open run used others.</source>
        <translation>当前运行用的是别的设置。</translation>
    </message>
    <message>
        <source>The open run used these.</source>
        <translation>当前运行用的就是这些设置。</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>较少设置</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>{description} {usual}.</source>
        <translation>{description} {usual}。</translation>
    </message>
    <message>
        <source>{title} ({unit})</source>
        <translation>{title}（{unit}）</translation>
    </message>
    <message>
        <source>Usual: {values}</source>
        <translation>常用值：{values}</translation>
    </message>
</context>
<context>
    <name>SetupBar</name>
    <message>
        <source>Shapes</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Ten classes of figures that the program draws itself</source>
        <translation>程序自己画的图形，共十个类别</translation>
    </message>
    <message>
        <source>My images…</source>
        <translation>我的图片…</translation>
    </message>
    <message>
        <source>A folder of images; its sub-folders are the classes, if there are any</source>
        <translation>一个图片文件夹；如果有子文件夹，每个子文件夹就是一个类别</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Benchmark data sets (downloaded only if you ask)</source>
        <translation>公开数据集（只在您要求时下载）</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Training time; the schedule is stretched to end exactly then</source>
        <translation>训练时间；学习率计划会随之伸缩，正好在那时结束</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>学习数据</translation>
    </message>
    <message>
        <source>with</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>for</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Use the suggested values</source>
        <translation>使用建议值</translation>
    </message>
    <message>
        <source>Suggested for these images: {values}.</source>
        <translation>对这些图片的建议：{values}。</translation>
    </message>
    <message>
        <source>Images in a zip or tar…</source>
        <translation>zip 或 tar 中的图片…</translation>
    </message>
    <message>
        <source>Choose an archive of images</source>
        <translation>选择图片压缩包</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图片文件夹</translation>
    </message>
</context>
<context>
    <name>ShareField</name>
    <message>
        <source>{setting}, as a number</source>
        <translation>{setting}（数值）</translation>
    </message>
</context>
<context>
    <name>SharingRequests</name>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
</context>
<context>
    <name>SimilarityHistogram</name>
    <message>
        <source>How similar views are on average</source>
        <translation>视图的平均相似度</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>partners</source>
        <translation>配对视图</translation>
    </message>
    <message>
        <source>other images</source>
        <translation>其他图片</translation>
    </message>
    <message>
        <source>— other images {mean:z.2f}</source>
        <translation>— 其他图片 {mean:z.2f}</translation>
    </message>
    <message>
        <source>■ partners {mean:z.2f}</source>
        <translation>■ 配对视图 {mean:z.2f}</translation>
    </message>
</context>
<context>
    <name>SizesLesson</name>
    <message>
        <source>A convolution has K²·Cin·Cout weights and needs as many multiply-adds at each of its places. The receptive field grows by (K − 1) times the product of all strides before.</source>
        <translation>一个卷积有 K²·Cin·Cout 个权重，在每个位置上都要做同样多次乘加运算。感受野每次增加 (K − 1) 乘以前面所有步幅的乘积。</translation>
    </message>
    <message>
        <source>Choose a network</source>
        <translation>选择网络</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>主干起始层（stem）</translation>
    </message>
    <message>
        <source>stem that suits the size</source>
        <translation>适合图片大小的主干起始层（stem）</translation>
    </message>
    <message>
        <source>ImageNet stem (7×7, pooled)</source>
        <translation>ImageNet 主干起始层（7×7，带池化）</translation>
    </message>
    <message>
        <source>small stem (3×3)</source>
        <translation>小型主干起始层（3×3）</translation>
    </message>
    <message>
        <source>thin stem (3×3, stride 2)</source>
        <translation>精简主干起始层（3×3，步幅 2）</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Layers of the network</source>
        <translation>网络的各层</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Convolutions</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Use the small stem</source>
        <translation>使用 small 起始层（stem）</translation>
    </message>
    <message>
        <source>Use the ImageNet stem</source>
        <translation>使用 ImageNet 起始层（stem）</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>, pool {side}×{side}</source>
        <translation>，池化 {side}×{side}</translation>
    </message>
    <message>
        <source>From {layer} on (red) the maps are single pixels: what follows has nothing left to compare. The small stem keeps maps larger.</source>
        <translation>从 {layer} 起（红色），特征图只剩单个像素：后面没有可比较的了。small 起始层（stem）能保持更大的特征图。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Layer by layer, maps get smaller and more numerous: less &quot;where&quot;, more &quot;what&quot;.</source>
        <translation>逐层下来，特征图越来越小、越来越多：“在哪里”更少，“是什么”更多。</translation>
    </message>
    <message>
        <source>What do first layers for large images (the ImageNet stem) do to small ones?</source>
        <translation>为大图片设计的最前面几层（ImageNet 起始层）会把小图片变成什么样？</translation>
    </message>
    <message>
        <source>Try: 16 px with the ImageNet stem, then with the small stem.</source>
        <translation>试一试：16 px 配 ImageNet 起始层，再换小起始层。</translation>
    </message>
    <message>
        <source>They make them smaller too soon: where a row turns red its maps are single pixels, and a filter of 3×3 has nothing left to compare.</source>
        <translation>会过早地把它们缩小：变红的行里特征图只剩一个像素，3×3 的滤波器已经没有东西可比。</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加运算</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>可见范围</translation>
    </message>
    <message>
        <source>{px} px</source>
        <translation>{px} 像素</translation>
    </message>
    <message>
        <source>, stride {stride}</source>
        <translation>，步幅 {stride}</translation>
    </message>
    <message>
        <source>{side} px in, {numbers:,} numbers out: {parameters} parameters, {adds} multiply-adds.</source>
        <translation>输入 {side} 像素，输出 {numbers:,} 个数：{parameters} 个参数，{adds} 次乘加运算。</translation>
    </message>
    <message>
        <source>small stem, padding 2</source>
        <translation>小型主干起始层，填充 2</translation>
    </message>
    <message>
        <source>small stem, no ReLU</source>
        <translation>小型主干起始层，无 ReLU</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Scheme</source>
        <translation>示意图</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>Shapes</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Drawn by the program. Try this first: one minute.</source>
        <translation>由程序自己绘制。先试试这个：一分钟。</translation>
    </message>
    <message>
        <source>My images…</source>
        <translation>我的图片…</translation>
    </message>
    <message>
        <source>Benchmark data…</source>
        <translation>公开数据集…</translation>
    </message>
    <message>
        <source>Browse all…</source>
        <translation>浏览全部…</translation>
    </message>
    <message>
        <source>All images, by class, with sizes and exact copies</source>
        <translation>全部图片，可按类别查看，附尺寸和相同副本</translation>
    </message>
    <message>
        <source>Show me in two minutes</source>
        <translation>两分钟演示</translation>
    </message>
    <message>
        <source>A tour of six scenes that trains for real</source>
        <translation>六幕演示，真实地训练</translation>
    </message>
    <message>
        <source>Nothing leaves this machine.</source>
        <translation>任何数据都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Images, networks and results stay on this computer. No account, no upload.</source>
        <translation>图片、网络和结果都留在这台电脑上。无需账号，不会上传。</translation>
    </message>
    <message>
        <source>What should it learn from?</source>
        <translation>让它从什么中学习？</translation>
    </message>
    <message>
        <source>A folder, or drop one here. One sub-folder per class makes it scored.</source>
        <translation>选一个文件夹，或拖到这里。每个类别一个子文件夹，就能评分。</translation>
    </message>
    <message>
        <source>CIFAR-10, STL-10 and others; downloaded only if you ask.</source>
        <translation>CIFAR-10、STL-10 等；只在您要求时下载。</translation>
    </message>
    <message>
        <source>Images to train on</source>
        <translation>用于训练的图片</translation>
    </message>
    <message>
        <source>Looking through the images…</source>
        <translation>正在查看图片…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>{images}, {classes}. The labels are hidden from the network.</source>
        <translation>{images}，{classes}。网络看不到这些标签。</translation>
    </message>
    <message>
        <source>{images}, no classes.</source>
        <translation>{images}，没有类别。</translation>
    </message>
    <message>
        <source>An epoch: every image was seen once. Measured by an earlier run of this network here.</source>
        <translation>一轮：每张图片都看过一次。根据此网络以前在这台电脑上的训练测得。</translation>
    </message>
    <message>
        <source>About {time} here.</source>
        <translation>在这台机器上约需 {time}。</translation>
    </message>
    <message numerus="yes">
        <source>About %Ln epochs in {time} here.</source>
        <translation>
            <numerusform>在这台机器上 {time} 内约 %Ln 轮。</numerusform>
        </translation>
    </message>
    <message>
        <source>Less than one epoch in {time} here.</source>
        <translation>在这台机器上 {time} 内不到一轮。</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>not applied</source>
        <translation>未应用</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>模糊</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>1  Make two views of one image, each changed at random.</source>
        <translation>1  由一张图片做出两个视图，各自随机改变。</translation>
    </message>
    <message>
        <source>2  Pull these two together, push other images apart.</source>
        <translation>2  把这两个拉近，把其他图片推远。</translation>
    </message>
    <message>
        <source>3  Test it: does it recognise images it has never seen?</source>
        <translation>3  测试：它能认出从未见过的图片吗？</translation>
    </message>
    <message>
        <source>An image and two views of it</source>
        <translation>一张图片和它的两个视图</translation>
    </message>
    <message>
        <source>Two views that belong together, and another image</source>
        <translation>成对的两个视图，以及另一张图片</translation>
    </message>
    <message>
        <source>Images for the test</source>
        <translation>用于测试的图片</translation>
    </message>
</context>
<context>
    <name>StepsView</name>
    <message>
        <source>Area that both crops show, of the area that at least one shows</source>
        <translation>两个裁剪都包含的面积，占至少一个裁剪包含的面积的比例</translation>
    </message>
    <message>
        <source>View A</source>
        <translation>视图 A</translation>
    </message>
    <message>
        <source>View B</source>
        <translation>视图 B</translation>
    </message>
    <message>
        <source>Network sees {side} × {side} px</source>
        <translation>网络看到的是 {side} × {side} px</translation>
    </message>
    <message>
        <source>Overlap: {shared:.0f} %</source>
        <translation>重叠：{shared:.0f} %</translation>
    </message>
    <message>
        <source>View A, step by step</source>
        <translation>视图 A 的各步变换</translation>
    </message>
    <message>
        <source>View B, step by step</source>
        <translation>视图 B 的各步变换</translation>
    </message>
</context>
<context>
    <name>Terms</name>
    <message>
        <source>its partner</source>
        <translation>它的配对视图</translation>
    </message>
    <message>
        <source>another image</source>
        <translation>另一张图片</translation>
    </message>
    <message>
        <source>Loss of this view: −ln {share:.3f} = {loss:.2f}</source>
        <translation>这个视图的损失：−ln {share:.3f} = {loss:.2f}</translation>
    </message>
</context>
<context>
    <name>Tidying</name>
    <message>
        <source>Add tags</source>
        <translation>添加标签</translation>
    </message>
    <message numerus="yes">
        <source>Tags for %Ln runs, with commas between them:</source>
        <translation>
            <numerusform>%Ln 个运行的标签，用逗号隔开：</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Image no.</source>
        <translation>图片编号</translation>
    </message>
    <message>
        <source>Number of a test image</source>
        <translation>测试图片的编号</translation>
    </message>
    <message>
        <source>Circle a group</source>
        <translation>圈选一组</translation>
    </message>
    <message>
        <source>Circle a group of points (or Shift and drag)</source>
        <translation>圈选一组点（或按 Shift 拖动）</translation>
    </message>
    <message>
        <source>Find a test image by its number</source>
        <translation>按编号查找测试图片</translation>
    </message>
    <message>
        <source>How the images are laid out</source>
        <translation>图片如何排列</translation>
    </message>
    <message>
        <source>UMAP keeps neighbours together; two principal components show the widest spread, undistorted</source>
        <translation>UMAP 让近邻待在一起；两个主成分显示差异最大的方向，没有变形</translation>
    </message>
    <message>
        <source>UMAP</source>
        <translation>UMAP</translation>
    </message>
    <message>
        <source>Two components</source>
        <translation>两个主成分</translation>
    </message>
    <message>
        <source>Place an image…</source>
        <translation>放入一张图片…</translation>
    </message>
    <message>
        <source>See where your own image lands. Or drop it on the map, or paste it (Ctrl+V)</source>
        <translation>看看你自己的图片落在哪里。也可以拖到分布图上，或粘贴 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Map settings</source>
        <translation>分布图设置</translation>
    </message>
    <message>
        <source>How the maps are drawn: number of images, neighbours, distance, seed</source>
        <translation>分布图如何绘制：图片数量、近邻数、距离、随机种子</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export the encoder, or h and these maps, for other programs</source>
        <translation>导出编码器，或 h 与这些分布图，供其他程序使用</translation>
    </message>
</context>
<context>
    <name>TourBar</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The scene before (left arrow)</source>
        <translation>上一幕（左箭头）</translation>
    </message>
    <message>
        <source>Right arrow</source>
        <translation>右箭头</translation>
    </message>
    <message>
        <source>Leave the tour (Esc)</source>
        <translation>离开演示（Esc）</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place}/{count}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>The images gather as the network learns</source>
        <translation>网络学习时，图片渐渐聚拢</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Loss, scores, learning rate and speed</source>
        <translation>损失、得分、学习率和速度</translation>
    </message>
    <message>
        <source>These are the images it learns from.</source>
        <translation>它将从这些图片中学习。</translation>
    </message>
    <message>
        <source>Trained. Nothing is scored, since fewer than two classes have training images; the map shows what lies together.</source>
        <translation>已训练。有训练图片的类别不足两个，所以不评分；分布图显示哪些图片彼此靠近。</translation>
    </message>
</context>
<context>
    <name>TrashQuestion</name>
    <message>
        <source>Move {what} to the trash? That is {size}.</source>
        <translation>将{what}移到回收站？共 {size}。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln 次训练</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
</context>
<context>
    <name>ViewsPage</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>多次抽取</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The pairs as the network sees them</source>
        <translation>网络看到的成对视图</translation>
    </message>
    <message>
        <source>Previous image (left arrow)</source>
        <translation>上一张图片（左方向键）</translation>
    </message>
    <message>
        <source>Next image (right arrow)</source>
        <translation>下一张图片（右方向键）</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>New random numbers for the same image (R)</source>
        <translation>同一张图片，新的随机数 (R)</translation>
    </message>
    <message>
        <source>Use the same random numbers for the next images</source>
        <translation>后面的图片使用相同的随机数</translation>
    </message>
    <message>
        <source>Random views of an image appear here as soon as the program is ready.</source>
        <translation>程序准备好以后，这里会显示一张图片的随机视图。</translation>
    </message>
    <message>
        <source>Each image is changed twice at random. The network learns that both views show the same.</source>
        <translation>每张图片随机改变两次。网络学习到两个视图是同一内容。</translation>
    </message>
    <message>
        <source>Two random views of one image, overlapping by {shared:.0f} %.</source>
        <translation>一张图片的两个随机视图，重叠 {shared:.0f} %。</translation>
    </message>
    <message>
        <source>{count} random views of the same image.</source>
        <translation>同一张图片的 {count} 个随机视图。</translation>
    </message>
    <message>
        <source>{count} random views of {image}.</source>
        <translation>{image}的 {count} 个随机视图。</translation>
    </message>
    <message>
        <source>Whatever differs between them, the network learns to ignore.</source>
        <translation>它们之间的任何差别，网络都会学着忽略。</translation>
    </message>
    <message>
        <source>{name} (image {number})</source>
        <translation>{name}（图片 {number}）</translation>
    </message>
    <message>
        <source>image {number}</source>
        <translation>图片 {number}</translation>
    </message>
</context>
<context>
    <name>WaitingWords</name>
    <message>
        <source>This takes longer while a run is in progress.</source>
        <translation>有运行正在进行时，这会更慢。</translation>
    </message>
    <message>
        <source>{sentence}… {share:.0f} % of this step</source>
        <translation>{sentence}…这一步已完成 {share:.0f} %</translation>
    </message>
    <message>
        <source>Another lesson comes first: {what}…</source>
        <translation>先完成另一课：{what}…</translation>
    </message>
    <message>
        <source>Starting up: loading PyTorch, which computes the lessons</source>
        <translation>正在启动：载入负责计算的 PyTorch</translation>
    </message>
    <message>
        <source>Reading a few of your images</source>
        <translation>正在读取你的几张图片</translation>
    </message>
    <message>
        <source>Counting the network&apos;s layers</source>
        <translation>正在清点网络的各层</translation>
    </message>
    <message>
        <source>Counting the weights of both kinds of block</source>
        <translation>正在清点两种块的权重</translation>
    </message>
    <message>
        <source>Sending an image through a block of the network</source>
        <translation>正在让一张图片通过网络中的一个块</translation>
    </message>
    <message>
        <source>Sending an image through the network</source>
        <translation>正在让一张图片通过网络</translation>
    </message>
    <message>
        <source>Computing the gradients</source>
        <translation>正在计算梯度</translation>
    </message>
    <message>
        <source>Computing what a lesson shows</source>
        <translation>正在计算课程要展示的内容</translation>
    </message>
    <message>
        <source>Testing what h and z still know</source>
        <translation>正在检验 h 和 z 还知道什么</translation>
    </message>
    <message>
        <source>Preparing the four networks</source>
        <translation>正在准备四个网络</translation>
    </message>
    <message>
        <source>Last time it took {usual:.0f} s; so far {seconds:.0f} s.</source>
        <translation>上次用了 {usual:.0f} 秒；目前已过 {seconds:.0f} 秒。</translation>
    </message>
    <message>
        <source>About {left} s left; last time it took {usual:.0f} s.</source>
        <translation>大约还要 {left} 秒；上次用了 {usual:.0f} 秒。</translation>
    </message>
</context>
<context>
    <name>colouring</name>
    <message>
        <source>right</source>
        <translation>对</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错</translation>
    </message>
    <message>
        <source>loss {value:.2g}</source>
        <translation>损失 {value:.2g}</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>Began from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练设备</translation>
    </message>
    <message>
        <source>Version of the program</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>{title} ({unit})</source>
        <translation>{title}（{unit}）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{run} recognises {points:.1f} points more than {other} ({low:.1f} to {high:.1f}).</source>
        <translation>{run} 比 {other} 多识别 {points:.1f} 个百分点（{low:.1f} 到 {high:.1f}）。</translation>
    </message>
    <message>
        <source>{run} recognises {points:.1f} points fewer than {other} ({low:.1f} to {high:.1f}).</source>
        <translation>{run} 比 {other} 少识别 {points:.1f} 个百分点（{low:.1f} 到 {high:.1f}）。</translation>
    </message>
    <message>
        <source>{run} against {other}, in points: {points} ({low} to {high}). This may be chance.</source>
        <translation>{run} 与 {other} 相比：{points} 个百分点（{low} 到 {high}）。可能只是偶然。</translation>
    </message>
    <message>
        <source>{first} and {second} cannot be compared image by image. {reason}</source>
        <translation>{first} 和 {second} 无法逐图比较。{reason}</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>A batch of {batch:,} cannot be shared by {count} processes.</source>
        <translation>批大小 {batch:,} 无法平均分给 {count} 个进程。</translation>
    </message>
    <message>
        <source>A batch of {batch:,} is larger than the data, which has {count:,} training images.</source>
        <translation>批大小 {batch:,} 超过了数据量：训练图片只有 {count:,} 张。</translation>
    </message>
    <message>
        <source>A film cannot be written as {ending}.</source>
        <translation>影片不能写成 {ending}。</translation>
    </message>
    <message>
        <source>A folder with the training curves, and h with its images for the Projector.</source>
        <translation>一个文件夹：训练曲线，以及供 Projector 使用的 h 和图片。</translation>
    </message>
    <message>
        <source>A folder with weights, configuration and README.</source>
        <translation>一个文件夹：权重、配置和 README。</translation>
    </message>
    <message>
        <source>A kernel of {kernel} px does not fit into {room} px.</source>
        <translation>{kernel} 像素的卷积核放不进 {room} 像素。</translation>
    </message>
    <message>
        <source>A process that reads images has ended unexpectedly.</source>
        <translation>一个读取图片的进程意外结束了。</translation>
    </message>
    <message>
        <source>A step with a batch of {batch:,} does not fit into the memory of this machine.</source>
        <translation>批大小为 {batch:,} 时，这台机器的内存装不下一步训练。</translation>
    </message>
    <message>
        <source>Allow reading it, or choose another folder.</source>
        <translation>请允许读取它，或选择别的文件夹。</translation>
    </message>
    <message>
        <source>Another of the {count} processes has ended, so this one cannot go on.</source>
        <translation>{count} 个进程中有另一个已经结束，所以这个进程无法继续。</translation>
    </message>
    <message>
        <source>Ask for {count} or more.</source>
        <translation>请至少取 {count} 张。</translation>
    </message>
    <message>
        <source>Extracting features of an earlier network</source>
        <translation>正在查看较早的网络</translation>
    </message>
    <message>
        <source>Extracting features of the untrained network</source>
        <translation>正在查看未训练的网络</translation>
    </message>
    <message>
        <source>Batch of {count:,}</source>
        <translation>批大小 {count:,}</translation>
    </message>
    <message>
        <source>Check the connection and try again; it goes on where it broke off.</source>
        <translation>请检查网络连接后重试；下载会从中断处继续。</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在校验 {name}</translation>
    </message>
    <message>
        <source>Choose a batch of at most {count:,}.</source>
        <translation>请选择不超过 {count:,} 的批大小。</translation>
    </message>
    <message>
        <source>Choose a folder that `train` has written.</source>
        <translation>请选择由 `train` 写出的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, on a disk with free space (--run-dir).</source>
        <translation>请选择一个您有写入权限、所在磁盘有空余空间的文件夹（--run-dir）。</translation>
    </message>
    <message>
        <source>Choose a multiple of {count}.</source>
        <translation>请选择 {count} 的倍数。</translation>
    </message>
    <message>
        <source>Choose an image file, such as PNG or JPEG.</source>
        <translation>请选择图片文件，例如 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择别的文件夹。</translation>
    </message>
    <message>
        <source>Choose auto or cpu.</source>
        <translation>请选择 auto 或 cpu。</translation>
    </message>
    <message>
        <source>Choose batch_norm: local.</source>
        <translation>请选择 batch_norm：local。</translation>
    </message>
    <message>
        <source>Choose data with classes, such as Shapes.</source>
        <translation>请选择有类别的数据，例如“图形”。</translation>
    </message>
    <message>
        <source>Classes here: {names}.</source>
        <translation>这里的类别：{names}。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller batch, network or image size.</source>
        <translation>请关闭其他程序，或选择更小的批大小、网络或图片尺寸。</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>请关闭其他程序。</translation>
    </message>
    <message>
        <source>Comparing the map with the features</source>
        <translation>正在比较分布图与特征</translation>
    </message>
    <message>
        <source>Convert them to PNG or JPEG, or choose another folder.</source>
        <translation>请转换成 PNG 或 JPEG，或选择别的文件夹。</translation>
    </message>
    <message>
        <source>Delete it and download it again.</source>
        <translation>请删除后重新下载。</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>Download {name} and start</source>
        <translation>下载 {name} 并开始</translation>
    </message>
    <message>
        <source>Downloading {name}: {came:,.0f} of {total:,.0f} MB, {speed:.1f} MB/s</source>
        <translation>正在下载 {name}：{came:,.0f} / {total:,.0f} MB，{speed:.1f} MB/s</translation>
    </message>
    <message>
        <source>Draw the map again.</source>
        <translation>请重新绘制分布图。</translation>
    </message>
    <message>
        <source>Draw the maps again.</source>
        <translation>请重新绘制分布图。</translation>
    </message>
    <message>
        <source>Draw the maps first.</source>
        <translation>请先绘制分布图。</translation>
    </message>
    <message>
        <source>Drawing Shapes</source>
        <translation>正在绘制图形</translation>
    </message>
    <message>
        <source>Drawing the map as it was</source>
        <translation>正在绘制过去的分布图</translation>
    </message>
    <message>
        <source>Drawing the {name} map</source>
        <translation>正在绘制分布图（{name}）</translation>
    </message>
    <message>
        <source>Embedding Atlas and pandas (Parquet), NumPy (NPZ), spreadsheets (CSV)</source>
        <translation>Embedding Atlas 和 pandas（Parquet）、NumPy（NPZ）、电子表格（CSV）</translation>
    </message>
    <message>
        <source>Evaluate the run again.</source>
        <translation>请重新评估这次运行。</translation>
    </message>
    <message>
        <source>Evaluate the run and draw its maps again.</source>
        <translation>请重新评估这次运行，并重新绘制分布图。</translation>
    </message>
    <message>
        <source>Finding principal components</source>
        <translation>正在计算主成分</translation>
    </message>
    <message>
        <source>Finding {name} neighbours</source>
        <translation>正在寻找近邻（{name}）</translation>
    </message>
    <message>
        <source>Fitting the classifier</source>
        <translation>正在拟合分类器</translation>
    </message>
    <message>
        <source>Free some space on the disk.</source>
        <translation>请在磁盘上腾出一些空间。</translation>
    </message>
    <message>
        <source>Free some space, choose a smaller image side or fewer images.</source>
        <translation>请腾出一些空间，或选择更小的图片边长、更少的图片。</translation>
    </message>
    <message>
        <source>Free some space, or name another folder.</source>
        <translation>请腾出一些空间，或指定别的文件夹。</translation>
    </message>
    <message>
        <source>Free some space, or unpack it on another disk.</source>
        <translation>请腾出一些空间，或解压到别的磁盘上。</translation>
    </message>
    <message>
        <source>Get the file again.</source>
        <translation>请重新获取该文件。</translation>
    </message>
    <message>
        <source>Getting the machine ready</source>
        <translation>正在准备机器</translation>
    </message>
    <message>
        <source>Give it at least {least} images to train on, and one for the test.</source>
        <translation>请提供至少 {least} 张图片用于训练，另加一张用于测试。</translation>
    </message>
    <message>
        <source>Give it {count} or more.</source>
        <translation>请提供 {count} 张或更多。</translation>
    </message>
    <message>
        <source>It is probably damaged.</source>
        <translation>它很可能已损坏。</translation>
    </message>
    <message>
        <source>Learning from {size} labels per class</source>
        <translation>正在用每类 {size} 个标签学习</translation>
    </message>
    <message>
        <source>Less would do with: {proposals}.</source>
        <translation>这样可以少用内存：{proposals}。</translation>
    </message>
    <message>
        <source>Looking at all images</source>
        <translation>正在查看所有图片</translation>
    </message>
    <message>
        <source>Looking for its neighbours</source>
        <translation>正在寻找它的近邻</translation>
    </message>
    <message>
        <source>Looking into all layers</source>
        <translation>正在查看所有层</translation>
    </message>
    <message>
        <source>Looking through {name}</source>
        <translation>正在浏览 {name}</translation>
    </message>
    <message>
        <source>Name a new folder, or go on with --resume.</source>
        <translation>请指定一个新文件夹，或用 --resume 继续。</translation>
    </message>
    <message>
        <source>Name it {endings}.</source>
        <translation>请使用扩展名 {endings}。</translation>
    </message>
    <message>
        <source>Network {name}</source>
        <translation>网络 {name}</translation>
    </message>
    <message>
        <source>No classes are known of these images, so nothing can be scored.</source>
        <translation>这些图片没有已知的类别，所以无法评分。</translation>
    </message>
    <message>
        <source>None of the test files could be read as an image: {reason}.</source>
        <translation>测试文件中没有一个能读成图片：{reason}。</translation>
    </message>
    <message>
        <source>None of the training files could be read as an image: {reason}.</source>
        <translation>训练文件中没有一个能读成图片：{reason}。</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost. Copy the details if you report it, then try again.</source>
        <translation>已保存的内容没有丢失。如要报告问题，请复制详细信息，然后重试。</translation>
    </message>
    <message>
        <source>Images of {side} px cannot be walked.</source>
        <translation>无法走一遍 {side} 像素的图片。</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Reading {name}: {done:,} of {total:,}</source>
        <translation>正在读取 {name}：{done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Restore it, or start a new run.</source>
        <translation>请恢复该文件，或开始新的运行。</translation>
    </message>
    <message>
        <source>Restore it, or train again.</source>
        <translation>请恢复该文件，或重新训练。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program: {reason}</source>
        <translation>程序内部出错：{reason}</translation>
    </message>
    <message>
        <source>Sort them into sub-folders, one per class; the map needs none.</source>
        <translation>请把图片按类别放进子文件夹，每类一个；分布图不需要类别。</translation>
    </message>
    <message>
        <source>Sort them into two classes or more.</source>
        <translation>请把图片分成两个或更多类别。</translation>
    </message>
    <message>
        <source>Start a new run with a larger one.</source>
        <translation>请用更大的预算开始新的运行。</translation>
    </message>
    <message>
        <source>Start again with a smaller learning rate or a larger batch; the checkpoint with the best live accuracy is kept.</source>
        <translation>请用更小的学习率或更大的批大小重新开始；实时准确率最好的检查点已保留。</translation>
    </message>
    <message>
        <source>Start again with a smaller learning rate; the last checkpoint is from before.</source>
        <translation>请用更小的学习率重新开始；最后的检查点是在这之前保存的。</translation>
    </message>
    <message>
        <source>Stem with stride 2</source>
        <translation>步幅为 2 的主干起始层（stem）</translation>
    </message>
    <message>
        <source>Stop that run first.</source>
        <translation>请先停止那次运行。</translation>
    </message>
    <message>
        <source>Synchronised BatchNorm needs GPUs.</source>
        <translation>同步 BatchNorm 需要 GPU。</translation>
    </message>
    <message>
        <source>Take 1 to {most}.</source>
        <translation>请取 1 到 {most}。</translation>
    </message>
    <message>
        <source>Take an image.</source>
        <translation>请使用图片。</translation>
    </message>
    <message>
        <source>Take a smaller one, or pad more.</source>
        <translation>请用小一些的，或增加填充。</translation>
    </message>
    <message>
        <source>Testing what {name} recognises</source>
        <translation>正在测试能识别什么（{name}）</translation>
    </message>
    <message>
        <source>The checkpoint {path} is damaged: {reason}.</source>
        <translation>检查点 {path} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>The decoded images</source>
        <translation>解码后的图片</translation>
    </message>
    <message>
        <source>The decoded images cannot be kept in {folder}: {reason}.</source>
        <translation>解码后的图片无法保存到 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>The decoded images have vanished from the disk.</source>
        <translation>解码后的图片从磁盘上消失了。</translation>
    </message>
    <message>
        <source>The device {name} cannot be used: {reason}.</source>
        <translation>设备 {name} 无法使用：{reason}。</translation>
    </message>
    <message>
        <source>The last checkpoint is safe: go on with --resume.</source>
        <translation>最后的检查点是安全的：可以用 --resume 继续。</translation>
    </message>
    <message>
        <source>The machine has run out of memory.</source>
        <translation>机器的内存用完了。</translation>
    </message>
    <message>
        <source>The network gives features that are not numbers: its weights have run away in training.</source>
        <translation>网络给出的特征不是数值：训练中权重已经失控。</translation>
    </message>
    <message>
        <source>The process that draws maps has ended unexpectedly.</source>
        <translation>绘制分布图的进程意外结束了。</translation>
    </message>
    <message>
        <source>The settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The unpacked files</source>
        <translation>解压后的文件</translation>
    </message>
    <message>
        <source>There are no maps yet on which the image could be placed.</source>
        <translation>还没有可以放置这张图片的分布图。</translation>
    </message>
    <message>
        <source>There is no class called {name}.</source>
        <translation>没有名为 {name} 的类别。</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>文件 {file} 不存在。</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>A setting does not fit: {sentence}</source>
        <translation>有一项设置不合适：{sentence}</translation>
    </message>
    <message>
        <source>About a fifth of every class is held out for the test, chosen by the names of the files.</source>
        <translation>每个类别约五分之一留作测试，按文件名选定。</translation>
    </message>
    <message>
        <source>About a fifth of the images is held out for the test, chosen by the names of the files.</source>
        <translation>约五分之一的图片留作测试，按文件名选定。</translation>
    </message>
    <message>
        <source>All training images have the same class, so there is nothing to recognise.</source>
        <translation>所有训练图片都属于同一类别，所以没有可识别的内容。</translation>
    </message>
    <message>
        <source>Allow writing there, or choose another folder.</source>
        <translation>请允许写入该处，或选择别的文件夹。</translation>
    </message>
    <message>
        <source>Allow writing there, or move the program&apos;s folder with SIMCLR_EXPLORER_HOME.</source>
        <translation>请允许写入该处，或用 SIMCLR_EXPLORER_HOME 换一个程序文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder of images, or a zip or tar of one.</source>
        <translation>请选择图片文件夹，或其 zip、tar 压缩包。</translation>
    </message>
    <message>
        <source>Choose a folder of images, or a zip or tar of them.</source>
        <translation>请选择图片文件夹，或图片的 zip、tar 压缩包。</translation>
    </message>
    <message>
        <source>Choose a folder of images.</source>
        <translation>请选择一个图片文件夹。</translation>
    </message>
    <message>
        <source>Choose an archive of images.</source>
        <translation>请选择图片压缩包。</translation>
    </message>
    <message>
        <source>Choose another archive, or a folder.</source>
        <translation>请选择别的压缩包，或一个文件夹。</translation>
    </message>
    <message>
        <source>Comparing the images with those that were kept</source>
        <translation>正在与保留的图片比较</translation>
    </message>
    <message>
        <source>Convert them to PNG or TIFF.</source>
        <translation>请把它们转换成 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>Few images of some classes, for example {name}: {count}.</source>
        <translation>有些类别的图片很少，例如 {name}：{count} 张。</translation>
    </message>
    <message>
        <source>Free some space on that disk.</source>
        <translation>请在该磁盘上腾出一些空间。</translation>
    </message>
    <message>
        <source>Give it at least two images of every class, or train/ and test/ folders.</source>
        <translation>请为每个类别提供至少两张图片，或提供 train/ 和 test/ 文件夹。</translation>
    </message>
    <message>
        <source>Give training images per class too: sort them into sub-folders, one per class.</source>
        <translation>请给训练图片也分类：放进子文件夹，每类一个。</translation>
    </message>
    <message>
        <source>HEIC that cannot be decoded</source>
        <translation>无法解码的 HEIC</translation>
    </message>
    <message>
        <source>It is made anew.</source>
        <translation>将重新生成。</translation>
    </message>
    <message>
        <source>Leave out --folder.</source>
        <translation>请去掉 --folder。</translation>
    </message>
    <message>
        <source>Looking for copies</source>
        <translation>正在查找副本</translation>
    </message>
    <message>
        <source>Looking for images of more than 8 bits</source>
        <translation>正在查找超过 8 位的图片</translation>
    </message>
    <message>
        <source>Make the folder as it was, or train again.</source>
        <translation>请把文件夹恢复原样，或重新训练。</translation>
    </message>
    <message>
        <source>Measuring the images</source>
        <translation>正在测量图片</translation>
    </message>
    <message>
        <source>Mend it, then start.</source>
        <translation>请改正后再开始。</translation>
    </message>
    <message>
        <source>Name a folder, zip or tar as the file manager shows it; addresses are not opened.</source>
        <translation>请按文件管理器所示指定文件夹、zip 或 tar；不打开网址。</translation>
    </message>
    <message>
        <source>Name the folder in which they are now (--folder).</source>
        <translation>请指明它们现在所在的文件夹（--folder）。</translation>
    </message>
    <message>
        <source>No training image has a class, so nothing can be learned about the classes of the test images.</source>
        <translation>没有一张训练图片有类别，所以无法学到测试图片的类别。</translation>
    </message>
    <message>
        <source>No training image has a class, so nothing is scored.</source>
        <translation>没有一张训练图片有类别，所以不打分。</translation>
    </message>
    <message>
        <source>Nothing is scored: fewer than two classes have training images.</source>
        <translation>不打分：有训练图片的类别不到两个。</translation>
    </message>
    <message>
        <source>RANK is {rank}, but there are only {size} processes, from 0 on.</source>
        <translation>RANK 是 {rank}，但只有 {size} 个进程，从 0 数起。</translation>
    </message>
    <message>
        <source>Reading images: {done:,} of {total:,}</source>
        <translation>正在读取图片：{done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Reading levels of images of more than 8 bits</source>
        <translation>正在读取超过 8 位的图片的灰度级</translation>
    </message>
    <message>
        <source>Restore it from a copy, or train again.</source>
        <translation>请从副本恢复该文件，或重新训练。</translation>
    </message>
    <message>
        <source>Restore it from a copy: without it nobody knows which images this run was trained on.</source>
        <translation>请从副本恢复该文件：没有它就无法知道这次运行用了哪些图片训练。</translation>
    </message>
    <message>
        <source>Set HOME or SIMCLR_EXPLORER_HOME to a folder that you may write to.</source>
        <translation>请把 HOME 或 SIMCLR_EXPLORER_HOME 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>SimCLR compares images with each other, and the data has {count} to train on.</source>
        <translation>SimCLR 要比较不同的图片，而数据中只有 {count} 张可用于训练。</translation>
    </message>
    <message>
        <source>Start all processes with torchrun, or unset WORLD_SIZE to train with this one alone.</source>
        <translation>请用 torchrun 启动所有进程，或取消 WORLD_SIZE 以单独用本进程训练。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step:,} is used instead.</source>
        <translation>改用第 {step:,} 步的检查点。</translation>
    </message>
    <message>
        <source>The classes are those of the tables, not of the folders (for example {names}).</source>
        <translation>类别取自表格，而非文件夹（例如 {names}）。</translation>
    </message>
    <message>
        <source>The images are not as they were when {run} was trained, and the version that trained it did not write down which ones it was tested on.</source>
        <translation>图片与 {run} 训练时不同，而训练它的版本没有记下测试用的是哪些图片。</translation>
    </message>
    <message>
        <source>The images of this run are not there any more.</source>
        <translation>这次运行的图片已经不在那里了。</translation>
    </message>
    <message>
        <source>The images that were kept are damaged; they are read again.</source>
        <translation>保留的图片已损坏，现在重新读取。</translation>
    </message>
    <message>
        <source>timm; can be uploaded to the Hugging Face Hub as it is</source>
        <translation>timm；也可原样上传到 Hugging Face Hub</translation>
    </message>
    <message>
        <source>torch alone; neither torchvision nor timm has this network</source>
        <translation>torch 本身；torchvision 和 timm 都没有这种网络</translation>
    </message>
    <message>
        <source>{path} is not the file that belongs beside the weights.</source>
        <translation>{path} 不是应放在权重旁边的那个文件。</translation>
    </message>
    <message>
        <source>{title}: {sentence}</source>
        <translation>{title}：{sentence}</translation>
    </message>
    <message>
        <source>{what} need {needed} on the disk, where {spare} are to stay free; {free} are free in {folder}.</source>
        <translation>{what}需要 {needed} 磁盘空间，此外还应留出 {spare}；{folder} 中只剩 {free}。</translation>
    </message>
    <message numerus="yes">
        <source>Compared on {count} test images of the run.</source>
        <translation>
            <numerusform>已在该运行的 {count} 张测试图片上比较。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first {count:,} test images are there.</source>
        <translation>
            <numerusform>只包含前 {count:,} 张测试图片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The maps are left out: {count} test images are too few, {needed} are needed.</source>
        <translation>
            <numerusform>不绘制分布图：{count} 张测试图片太少，至少需要 {needed} 张。</numerusform>
        </translation>
    </message>
    <message>
        <source>The run can be used all the same; going on with it writes the file anew.</source>
        <translation>这次运行仍可使用；继续训练时会重写该文件。</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>A folder with weights, README and {file}, which is all of the network.</source>
        <translation>一个文件夹：权重、README 和 {file}，后者就是整个网络。</translation>
    </message>
    <message>
        <source>A folder with weights, configuration, README and {file}, which loads them with first layers for small images.</source>
        <translation>一个文件夹：权重、配置、README 和 {file}，后者载入网络，最前面的层适用于小图片。</translation>
    </message>
    <message>
        <source>A step needs about {step} of memory; {free} are free.</source>
        <translation>每步约需 {step} 内存；可用 {free}。</translation>
    </message>
    <message>
        <source>A step needs about {step}; how much memory is free is unknown.</source>
        <translation>每步约需 {step}；可用内存未知。</translation>
    </message>
    <message>
        <source>Add to the queue instead: that process trains it in its turn.</source>
        <translation>请改为加入队列：那个进程会依次训练它。</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>Allow writing there.</source>
        <translation>请允许写入该位置。</translation>
    </message>
    <message>
        <source>Another process is training what is in the queue.</source>
        <translation>另一个进程正在训练队列中的项目。</translation>
    </message>
    <message>
        <source>Another process keeps the queue to itself.</source>
        <translation>另一个进程占用着队列。</translation>
    </message>
    <message>
        <source>Another run cannot be opened while something is running.</source>
        <translation>有任务正在运行时，无法打开另一次运行。</translation>
    </message>
    <message>
        <source>Began from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Checkpoint it began from (SHA-256)</source>
        <translation>起点检查点（SHA-256）</translation>
    </message>
    <message>
        <source>Choose a run folder, or a folder of runs.</source>
        <translation>请选择训练文件夹，或装有多次训练的文件夹。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose the zip of a run.</source>
        <translation>请选择一次训练的 zip 文件。</translation>
    </message>
    <message>
        <source>Compare the best {most}</source>
        <translation>比较最好的 {most} 个</translation>
    </message>
    <message>
        <source>Compare them</source>
        <translation>比较它们</translation>
    </message>
    <message>
        <source>Comparing it with the encoder</source>
        <translation>正在与编码器比较</translation>
    </message>
    <message>
        <source>Comparing the runs</source>
        <translation>正在比较各次训练</translation>
    </message>
    <message>
        <source>Copy an image first, then paste it here.</source>
        <translation>请先复制一张图片，再粘贴到这里。</translation>
    </message>
    <message>
        <source>Copy the image itself in the browser, then paste it here.</source>
        <translation>请在浏览器中复制图片本身，再粘贴到这里。</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Delete its folder in the file manager instead.</source>
        <translation>请改在文件管理器中删除它的文件夹。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Differences are of the same test images, image by image (McNemar); in brackets the 95 % interval, p by the exact test.</source>
        <translation>差异在相同的测试图片上逐张比较(McNemar)；括号内为 95 % 区间，p 值来自精确检验。</translation>
    </message>
    <message>
        <source>Directions of h in use (effective rank)</source>
        <translation>h 实际使用的方向数(有效秩)</translation>
    </message>
    <message>
        <source>Download it ({size}), or name the folder that holds it.</source>
        <translation>请下载它（{size}），或指定它所在的文件夹。</translation>
    </message>
    <message>
        <source>Draw the maps</source>
        <translation>绘制分布图</translation>
    </message>
    <message>
        <source>Draw the maps, then your image finds its place.</source>
        <translation>绘制分布图后，您的图片会自动放上去。</translation>
    </message>
    <message>
        <source>Drawing the images side by side</source>
        <translation>正在把图片并排画出</translation>
    </message>
    <message>
        <source>Drop to learn from these images</source>
        <translation>松开即可从这些图片学习</translation>
    </message>
    <message>
        <source>Drop to list these runs</source>
        <translation>松开以列出这些训练</translation>
    </message>
    <message>
        <source>Drop to open the run in this archive</source>
        <translation>松开以打开压缩包中的训练</translation>
    </message>
    <message>
        <source>Drop to open this run</source>
        <translation>松开即可打开这次运行</translation>
    </message>
    <message>
        <source>Drop to place it on the map</source>
        <translation>松开即可放到分布图上</translation>
    </message>
    <message>
        <source>Drop to place it on the map later</source>
        <translation>松开后，图片会在稍后放到分布图上</translation>
    </message>
    <message>
        <source>Drop to place the first of these images on the map</source>
        <translation>松开即可将其中第一张图片放到分布图上</translation>
    </message>
    <message>
        <source>Drop to see views of this image</source>
        <translation>松开即可查看这张图片的视图</translation>
    </message>
    <message>
        <source>Embedding Atlas, latent-scope, pandas, Polars, DuckDB</source>
        <translation>Embedding Atlas、latent-scope、pandas、Polars、DuckDB</translation>
    </message>
    <message>
        <source>Every evaluation left its network as it was (checksums).</source>
        <translation>每次评估都没有改变网络(经校验和确认)。</translation>
    </message>
    <message>
        <source>Feature maps of this unseen image, layer by layer; white is the layer&apos;s highest value.</source>
        <translation>这张没见过的图片的特征图，逐层显示；白色为该层的最大值。</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Finds its partner</source>
        <translation>找到配对</translation>
    </message>
    <message>
        <source>Folder for torch</source>
        <translation>torch 文件夹</translation>
    </message>
    <message>
        <source>How often a view finds its partner.</source>
        <translation>视图找到配对的比例。</translation>
    </message>
    <message>
        <source>How to repeat it</source>
        <translation>如何重复这次训练</translation>
    </message>
    <message>
        <source>How to repeat them</source>
        <translation>如何重复这些训练</translation>
    </message>
    <message>
        <source>Images (SHA-256)</source>
        <translation>图片(SHA-256)</translation>
    </message>
    <message>
        <source>It stays in the queue as it is: try it again there once this is mended, or remove it.</source>
        <translation>它原样留在队列中：问题解决后可在队列中重试，或将其移除。</translation>
    </message>
    <message>
        <source>It waits until the maps are drawn; nothing else has to be done.</source>
        <translation>它会等到分布图绘制完成，无需其他操作。</translation>
    </message>
    <message>
        <source>It was not kept. Please report this.</source>
        <translation>该文件没有保留。请报告此问题。</translation>
    </message>
    <message>
        <source>It was not tested.</source>
        <translation>它没有测试过。</translation>
    </message>
    <message>
        <source>It was trained further since its map was drawn.</source>
        <translation>绘制分布图之后它又继续训练过。</translation>
    </message>
    <message>
        <source>Its budget is time, so that the steps that fit into it depend on the machine.</source>
        <translation>它的预算是时间，因此能完成多少步取决于机器。</translation>
    </message>
    <message>
        <source>Its checkpoints may need {needed} on the disk, where {spare} are to stay free; {free} are free.</source>
        <translation>检查点最多可能占用磁盘 {needed}，此外还应留出 {spare}；可用 {free}。</translation>
    </message>
    <message>
        <source>Kept are the steps {steps}.</source>
        <translation>保留的步数有：{steps}。</translation>
    </message>
    <message>
        <source>Labels per class</source>
        <translation>每类标签数</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Live accuracies are estimates on a small sample of the test images; dashed lines are those of the other features.</source>
        <translation>实时准确率是在少量测试图片上的估计；虚线为其他特征的准确率。</translation>
    </message>
    <message>
        <source>Live accuracy by nearest neighbours, an estimate on a small sample of the test images.</source>
        <translation>近邻法的实时准确率，在少量测试图片上的估计。</translation>
    </message>
    <message>
        <source>Live accuracy, linear</source>
        <translation>实时准确率，线性</translation>
    </message>
    <message>
        <source>Live accuracy, nearest neighbours</source>
        <translation>实时准确率，近邻</translation>
    </message>
    <message>
        <source>Looking at the network</source>
        <translation>正在查看网络</translation>
    </message>
    <message>
        <source>Looking for the nearest images</source>
        <translation>正在寻找最近的图片</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Make room on the disk, or set SIMCLR_EXPLORER_HOME to a folder that you may write to.</source>
        <translation>请腾出磁盘空间，或把 SIMCLR_EXPLORER_HOME 设为一个可写的文件夹。</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Model for timm</source>
        <translation>timm 模型</translation>
    </message>
    <message>
        <source>Most frequent mistakes: {pairs}.</source>
        <translation>最常见的错误：{pairs}。</translation>
    </message>
    <message>
        <source>Name a file in another folder.</source>
        <translation>请指定另一个文件夹中的文件。</translation>
    </message>
    <message>
        <source>Name a file that ends in .html or .pdf.</source>
        <translation>请指定以 .html 或 .pdf 结尾的文件名。</translation>
    </message>
    <message>
        <source>Name a file that ends in {ending}.</source>
        <translation>请指定以 {ending} 结尾的文件。</translation>
    </message>
    <message>
        <source>Name a new folder: what lies in another is not replaced.</source>
        <translation>请指定一个新文件夹：已有文件夹中的内容不会被替换。</translation>
    </message>
    <message>
        <source>Name a place that you may write to, on a disk with free space.</source>
        <translation>请指定一个可以写入、且磁盘有空间的位置。</translation>
    </message>
    <message>
        <source>Name a run, or a folder of runs.</source>
        <translation>请给出一个运行，或包含运行的文件夹。</translation>
    </message>
    <message>
        <source>Name different runs.</source>
        <translation>请给出不同的运行。</translation>
    </message>
    <message>
        <source>Name {fewest} to {most}.</source>
        <translation>请给出 {fewest} 到 {most} 个。</translation>
    </message>
    <message>
        <source>Names of classes are left out in the confusion matrix and the maps: there are too many.</source>
        <translation>混淆矩阵和分布图中省略了类别名称：类别太多。</translation>
    </message>
    <message>
        <source>No setting differs, nor machine or version.</source>
        <translation>设置、机器和版本都没有差异。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Not while something is running</source>
        <translation>有任务正在运行，暂时不行</translation>
    </message>
    <message>
        <source>Nothing else has to be done.</source>
        <translation>无需其他操作。</translation>
    </message>
    <message>
        <source>NumPy, and whatever reads its files</source>
        <translation>NumPy，以及能读取其文件的程序</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>One safetensors file, and {file} beside it, which is all of the network.</source>
        <translation>一个 safetensors 文件，旁边附有 {file}，后者就是整个网络。</translation>
    </message>
    <message>
        <source>One safetensors file, and {file} beside it, which loads it with first layers for small images.</source>
        <translation>一个 safetensors 文件，旁边附有 {file}，后者载入网络，最前面的层适用于小图片。</translation>
    </message>
    <message>
        <source>Open the folders again.</source>
        <translation>请再次打开这些文件夹。</translation>
    </message>
    <message>
        <source>Other images cannot be chosen while something is running.</source>
        <translation>有任务正在运行时，无法选择其他图片。</translation>
    </message>
    <message>
        <source>Places on the maps are missing: the maps of the newest checkpoint were not drawn.</source>
        <translation>缺少分布图上的位置：最新检查点的分布图还没有绘制。</translation>
    </message>
    <message>
        <source>Predictions are missing: the newest checkpoint was not tested.</source>
        <translation>缺少预测：最新检查点还没有测试。</translation>
    </message>
    <message>
        <source>Process {pid} on {host} is training what is in the queue.</source>
        <translation>{host} 上的进程 {pid} 正在训练队列中的项目。</translation>
    </message>
    <message>
        <source>Put back what is missing, or start a new run.</source>
        <translation>请放回缺少的图片，或开始新的运行。</translation>
    </message>
    <message>
        <source>Question and finding</source>
        <translation>问题与结论</translation>
    </message>
    <message>
        <source>Reading runs: {done:,} of {total:,}</source>
        <translation>正在读取运行：{done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Reading the encoder</source>
        <translation>正在读取编码器</translation>
    </message>
    <message>
        <source>Reading the run</source>
        <translation>正在读取训练</translation>
    </message>
    <message>
        <source>Reading the runs</source>
        <translation>正在读取各次训练</translation>
    </message>
    <message>
        <source>Remove some of those that wait, or add fewer.</source>
        <translation>请移除一些等待的训练，或少添加一些。</translation>
    </message>
    <message>
        <source>Resume queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>SimCLR&apos;s maps of test images, coloured by class.</source>
        <translation>测试图片的 SimCLR 分布图，按类别着色。</translation>
    </message>
    <message>
        <source>Some of the test images, as the network gets them.</source>
        <translation>部分测试图片，与网络看到的一样。</translation>
    </message>
    <message>
        <source>Something else is being done first.</source>
        <translation>先完成另一项任务。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止它。</translation>
    </message>
    <message>
        <source>Table of features</source>
        <translation>特征表</translation>
    </message>
    <message>
        <source>TensorBoard</source>
        <translation>TensorBoard</translation>
    </message>
    <message>
        <source>Test images recognised by a linear classifier on SimCLR&apos;s features; thin lines are 95 % intervals.</source>
        <translation>在 SimCLR 特征上用线性分类器识别出的测试图片比例；细线为 95 % 区间。</translation>
    </message>
    <message>
        <source>Test images recognised by a linear classifier on the features; thin lines are 95 % intervals.</source>
        <translation>在特征上用线性分类器识别出的测试图片比例；细线为 95 % 区间。</translation>
    </message>
    <message>
        <source>Test the run again.</source>
        <translation>请重新测试该运行。</translation>
    </message>
    <message>
        <source>Tested checkpoint (SHA-256)</source>
        <translation>被评估的检查点(SHA-256)</translation>
    </message>
    <message>
        <source>Testing what h and z still know</source>
        <translation>正在检验 h 和 z 还知道什么</translation>
    </message>
    <message>
        <source>The ONNX file gives other numbers than the encoder: {difference:.2g} apart.</source>
        <translation>ONNX 文件给出的数值与编码器不同：相差 {difference:.2g}。</translation>
    </message>
    <message>
        <source>The classes are uneven: the largest has {times} times as many images as the smallest.</source>
        <translation>类别不均衡：最大的类别的图片数是最小的 {times} 倍。</translation>
    </message>
    <message>
        <source>The connection broke; trying again</source>
        <translation>连接中断；正在重试</translation>
    </message>
    <message>
        <source>The evaluation left the network as it was: a checksum over all weights proves it.</source>
        <translation>评估没有改变网络：全部权重的校验和可以证明。</translation>
    </message>
    <message>
        <source>The hardest images are not shown: images are kept with the maps, and this run has none.</source>
        <translation>没有显示最难的图片：图片与分布图一起保存，而这次训练没有分布图。</translation>
    </message>
    <message>
        <source>The hardest images: those whose own class was found least probable. Below each what it is and, after the arrow, what was predicted.</source>
        <translation>最难的图片：其真实类别被判定的概率最低。每张图片下方是真实类别，箭头之后是预测类别。</translation>
    </message>
    <message>
        <source>The images of the run are not here: it was compared on random ones.</source>
        <translation>这里没有该运行的图片：改用随机图片做了比较。</translation>
    </message>
    <message>
        <source>The map that forms during the training has missed a step: {reason}</source>
        <translation>训练中形成的分布图漏了一步：{reason}</translation>
    </message>
    <message>
        <source>The maps have no legend: the runs have other classes, or none.</source>
        <translation>分布图没有图例：各次训练的类别不同，或没有类别。</translation>
    </message>
    <message>
        <source>The network CHANGED during the evaluation of {runs}: do not trust its numbers.</source>
        <translation>评估 {runs} 时网络发生了改变：不要相信这些数字。</translation>
    </message>
    <message>
        <source>The network CHANGED during the evaluation: do not trust these numbers.</source>
        <translation>评估期间网络发生了改变：不要相信这些数字。</translation>
    </message>
    <message>
        <source>The one that was interrupted resumes where it was saved.</source>
        <translation>中断的训练会从保存处继续。</translation>
    </message>
    <message>
        <source>The queue cannot be changed: {path} cannot be written ({reason}).</source>
        <translation>无法更改队列：无法写入 {path}（{reason}）。</translation>
    </message>
    <message>
        <source>The queue is full: it holds {most:,} at most.</source>
        <translation>队列已满：最多容纳 {most:,} 个。</translation>
    </message>
    <message>
        <source>The queue is in use by process {pid} on {host}.</source>
        <translation>{host} 上的进程 {pid} 正在使用队列。</translation>
    </message>
    <message>
        <source>The run can be used all the same; naming it again writes the file anew.</source>
        <translation>训练仍然可以使用；重新命名会重写该文件。</translation>
    </message>
    <message>
        <source>The run folder as one zip, to be opened on another machine.</source>
        <translation>把运行文件夹打包成一个 zip，可在另一台机器上打开。</translation>
    </message>
    <message>
        <source>The run has no name: {reason}</source>
        <translation>这次运行没有名称：{reason}</translation>
    </message>
    <message>
        <source>The run in {name} cannot be opened. {reason}</source>
        <translation>无法打开 {name} 中的训练。{reason}</translation>
    </message>
    <message>
        <source>The same training five times: how much of a score is luck?</source>
        <translation>同样的训练做五次：分数中有多少是偶然？</translation>
    </message>
    <message>
        <source>The tables name other classes than the folders, and not for most images: the folders are taken.</source>
        <translation>表格中的类别与文件夹不同，且只涉及少数图片：以文件夹为准。</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>The {size} processes have not met at {address}.</source>
        <translation>{size} 个进程没有在 {address} 会合。</translation>
    </message>
    <message>
        <source>There are no classes: it can be trained on, but not scored. One sub-folder per class makes them.</source>
        <translation>没有类别：可以训练，但不能评分。每个类别一个子文件夹即可。</translation>
    </message>
    <message>
        <source>There are no curves of {run}: nothing was trained.</source>
        <translation>{run} 没有曲线：没有进行过训练。</translation>
    </message>
    <message>
        <source>There are no curves: nothing was trained, or what the training told is gone.</source>
        <translation>没有曲线：没有进行过训练，或训练记录已丢失。</translation>
    </message>
    <message>
        <source>There are no maps: they were not drawn.</source>
        <translation>没有分布图：尚未绘制。</translation>
    </message>
    <message>
        <source>There are no pairs of views and no feature maps: the run has no checkpoint that can be read.</source>
        <translation>没有视图配对和特征图：这次训练没有可读取的检查点。</translation>
    </message>
    <message>
        <source>There are no pairs of views and no feature maps: {reason}</source>
        <translation>没有视图配对和特征图：{reason}</translation>
    </message>
    <message>
        <source>There are no sample images: they are kept with the maps, and this run has none.</source>
        <translation>没有示例图片：图片与分布图一起保存，而这次训练没有分布图。</translation>
    </message>
    <message>
        <source>There are no scores of {run}: it was not tested.</source>
        <translation>{run} 没有得分：尚未测试。</translation>
    </message>
    <message>
        <source>There are no scores, mistakes or proof of a frozen network: the run was not tested.</source>
        <translation>没有得分、错误分析和网络未被改变的证明：这次训练尚未测试。</translation>
    </message>
    <message>
        <source>There is no confusion matrix: what was predicted of each image was not kept.</source>
        <translation>没有混淆矩阵：没有保存每张图片的预测。</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>没有文件夹 {path}。</translation>
    </message>
    <message>
        <source>There is no image in the clipboard.</source>
        <translation>剪贴板中没有图片。</translation>
    </message>
    <message>
        <source>There is no image in this</source>
        <translation>其中没有图片</translation>
    </message>
    <message>
        <source>There is no image in what was dropped.</source>
        <translation>拖入的内容中没有图片。</translation>
    </message>
    <message>
        <source>There is no image to test on.</source>
        <translation>没有可用于测试的图片。</translation>
    </message>
    <message>
        <source>There is no image to train on.</source>
        <translation>没有可用于训练的图片。</translation>
    </message>
    <message>
        <source>There is no map of {run}: it was not drawn.</source>
        <translation>{run} 没有分布图：尚未绘制。</translation>
    </message>
    <message>
        <source>There is no map yet, as nothing is trained.</source>
        <translation>还没有分布图，因为尚未训练。</translation>
    </message>
    <message>
        <source>There is no run in {path}.</source>
        <translation>{path} 中没有训练。</translation>
    </message>
    <message>
        <source>There is no setting called {name}.</source>
        <translation>没有名为 {name} 的设置。</translation>
    </message>
    <message>
        <source>There is only one class, so nothing can be told apart: nothing is scored.</source>
        <translation>只有一个类别，没有什么可区分，因此不评分。</translation>
    </message>
    <message>
        <source>There is too little room on the disk to unpack {name}.</source>
        <translation>磁盘空间太少，无法解压 {name}。</translation>
    </message>
    <message>
        <source>These are not quite the images that the run began with: another version made them</source>
        <translation>这些图片与运行开始时的不完全相同：它们由另一个版本生成</translation>
    </message>
    <message>
        <source>These images have no classes to be told apart.</source>
        <translation>这些图片没有可以区分的类别。</translation>
    </message>
    <message>
        <source>They were tested on different images.</source>
        <translation>它们是在不同的图像上测试的。</translation>
    </message>
    <message>
        <source>This command repeats it:</source>
        <translation>用这条命令可以重复这次训练：</translation>
    </message>
    <message>
        <source>This is not an image</source>
        <translation>这不是图片</translation>
    </message>
    <message>
        <source>This is only a link to an image.</source>
        <translation>这只是一个图片链接。</translation>
    </message>
    <message>
        <source>This run has no maps yet, so your image cannot be placed.</source>
        <translation>这次运行还没有分布图，因此无法放置您的图片。</translation>
    </message>
    <message>
        <source>This run was not tested, so there are no scores.</source>
        <translation>这次训练尚未测试，因此没有得分。</translation>
    </message>
    <message>
        <source>This training is in progress.</source>
        <translation>这个训练正在进行。</translation>
    </message>
    <message>
        <source>This user has no home folder.</source>
        <translation>该用户没有主文件夹。</translation>
    </message>
    <message>
        <source>Those of the kind {kind}: {low} to {high}.</source>
        <translation>{kind} 类的：{low} 到 {high}。</translation>
    </message>
    <message>
        <source>Tong et al. 2023 (EMP-SSL), table of few epochs</source>
        <translation>Tong 等，2023（EMP-SSL），少轮数训练的表格</translation>
    </message>
    <message>
        <source>Train again with a lower learning rate.</source>
        <translation>请用更低的学习率重新训练。</translation>
    </message>
    <message>
        <source>Train first, then your image finds its place.</source>
        <translation>请先训练，之后您的图片会自动找到位置。</translation>
    </message>
    <message>
        <source>Train for {time}</source>
        <translation>训练 {time}</translation>
    </message>
    <message>
        <source>Train it first.</source>
        <translation>请先训练它。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练过程</translation>
    </message>
    <message>
        <source>Training broke down at step {step:,}: the loss is no longer a number, so the weights have run away.</source>
        <translation>训练在第 {step:,} 步崩溃：损失不再是数值，权重已经失控。</translation>
    </message>
    <message>
        <source>Training has collapsed: for {steps:,} steps all images have been given almost the same projection (mean cosine {cosine:.3f}).</source>
        <translation>训练已坍缩：连续 {steps:,} 步，所有图片得到的投影几乎相同（平均余弦 {cosine:.3f}）。</translation>
    </message>
    <message>
        <source>Training the same network with labels</source>
        <translation>正在用标签训练同样的网络</translation>
    </message>
    <message>
        <source>Training with {size} labels per class from scratch</source>
        <translation>正在用每类 {size} 个标签从头训练</translation>
    </message>
    <message>
        <source>True class (rows), predicted class (columns); darker is a larger share of the row.</source>
        <translation>行为真实类别，列为预测类别；颜色越深，占该行的比例越大。</translation>
    </message>
    <message>
        <source>Try again, or end that process.</source>
        <translation>请重试，或结束那个进程。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Unpack it yourself with other names, and choose the folder.</source>
        <translation>请自行用别的名称解压，再选择该文件夹。</translation>
    </message>
    <message>
        <source>Unpack it yourself, and choose the folder.</source>
        <translation>请自行解压，再选择该文件夹。</translation>
    </message>
    <message>
        <source>Unpack them, and choose the folder.</source>
        <translation>请先解压，再选择该文件夹。</translation>
    </message>
    <message>
        <source>Unpacking {name}</source>
        <translation>正在解压 {name}</translation>
    </message>
    <message>
        <source>Unseen images, each with two random views: how similar the network finds both (cosine), and where the second stands among all other views when they are sorted by their similarity to the first.</source>
        <translation>没见过的图片，每张配两个随机视图：网络认为二者有多相似(余弦)，以及按与第一个视图的相似度排序时，第二个在其他所有视图中排第几。</translation>
    </message>
    <message>
        <source>Use a batch of {batch:,}</source>
        <translation>批大小改为 {batch:,}</translation>
    </message>
    <message>
        <source>Usual: {usual}.</source>
        <translation>常用值：{usual}。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Version of this report</source>
        <translation>生成报告的版本</translation>
    </message>
    <message>
        <source>Version that trained it</source>
        <translation>训练所用的版本</translation>
    </message>
    <message>
        <source>WORLD_SIZE is set, but nobody has called others together: this process trains alone.</source>
        <translation>设置了 WORLD_SIZE，但没有召集其他进程：本进程单独训练。</translation>
    </message>
    <message>
        <source>WORLD_SIZE is {size}, but {name} is not set.</source>
        <translation>WORLD_SIZE 是 {size}，但没有设置 {name}。</translation>
    </message>
    <message>
        <source>Wait until it has finished, or press Stop.</source>
        <translation>请等待其完成，或按“停止”。</translation>
    </message>
    <message>
        <source>Waiting for the other processes at {address}, at most {seconds} s.</source>
        <translation>正在 {address} 等待其他进程，最多 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Weights for torch</source>
        <translation>torch 权重</translation>
    </message>
    <message>
        <source>Weights for torchvision</source>
        <translation>torchvision 权重</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>What came is not {name}: its checksum is wrong.</source>
        <translation>下载的文件不是 {name}：校验和不对。</translation>
    </message>
    <message>
        <source>What could be read of it is kept.</source>
        <translation>其中能读出的内容已保留。</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>有何不同</translation>
    </message>
    <message>
        <source>What is not in this report</source>
        <translation>报告中没有的内容</translation>
    </message>
    <message>
        <source>What it predicted of each test image was not kept.</source>
        <translation>没有保存它对每张测试图像的预测。</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络看到了什么</translation>
    </message>
    <message>
        <source>What was pasted</source>
        <translation>粘贴的内容</translation>
    </message>
    <message>
        <source>Where are the images now?</source>
        <translation>图片现在在哪里？</translation>
    </message>
    <message>
        <source>With batch {batch:,}, a step takes about {needed} of memory; {free} are free.</source>
        <translation>批大小为 {batch:,} 时，一步约需 {needed} 内存；可用 {free}。</translation>
    </message>
    <message>
        <source>With few labels per class</source>
        <translation>每类只用少量标签</translation>
    </message>
    <message>
        <source>Writing the archive</source>
        <translation>正在写入压缩包</translation>
    </message>
    <message>
        <source>Writing the curves</source>
        <translation>正在写入曲线</translation>
    </message>
    <message>
        <source>Writing the features</source>
        <translation>正在写入特征</translation>
    </message>
    <message>
        <source>Writing the film</source>
        <translation>正在写入影片</translation>
    </message>
    <message>
        <source>Writing the network as ONNX</source>
        <translation>正在把网络写成 ONNX</translation>
    </message>
    <message>
        <source>Your image will be placed on the map in a moment.</source>
        <translation>您的图片稍后就会放到分布图上。</translation>
    </message>
    <message>
        <source>Your image will be placed on the map when the training is over.</source>
        <translation>训练结束后，您的图片会放到分布图上。</translation>
    </message>
    <message>
        <source>Your image will be placed when the maps are drawn.</source>
        <translation>分布图绘制完成后，您的图片会放上去。</translation>
    </message>
    <message>
        <source>a file in it cannot have the length that it tells</source>
        <translation>其中一个文件不可能有它所说的长度</translation>
    </message>
    <message>
        <source>a file in it has no name</source>
        <translation>其中一个文件没有名称</translation>
    </message>
    <message>
        <source>a file of more than {count} GB</source>
        <translation>超过 {count} GB 的文件</translation>
    </message>
    <message>
        <source>a file without an ending</source>
        <translation>没有扩展名的文件</translation>
    </message>
    <message>
        <source>a kind of TIFF that cannot be read ({kind})</source>
        <translation>无法读取的 TIFF 类型（{kind}）</translation>
    </message>
    <message>
        <source>a label stands for no class</source>
        <translation>有一个标签不对应任何类别</translation>
    </message>
    <message>
        <source>a link that leads nowhere</source>
        <translation>失效的链接</translation>
    </message>
    <message>
        <source>a link to a folder that is there already</source>
        <translation>指向已有文件夹的链接</translation>
    </message>
    <message>
        <source>a name in it cannot have the length that it tells</source>
        <translation>其中一个名称不可能有它所说的长度</translation>
    </message>
    <message>
        <source>a side of more than {count:,} pixels</source>
        <translation>边长超过 {count:,} 像素</translation>
    </message>
    <message>
        <source>a test image without a class</source>
        <translation>没有类别的测试图片</translation>
    </message>
    <message>
        <source>an array is not of bytes</source>
        <translation>有一个数组不是字节</translation>
    </message>
    <message>
        <source>an exact copy of a training image</source>
        <translation>与训练图片完全相同</translation>
    </message>
    <message>
        <source>an imported encoder, not trained here</source>
        <translation>导入的编码器，不是在这里训练的</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>batch 128, SGD</source>
        <translation>批大小 128，SGD</translation>
    </message>
    <message>
        <source>batch 256</source>
        <translation>批大小 256</translation>
    </message>
    <message>
        <source>batch 256, AdamW, temperature 0.07</source>
        <translation>批大小 256，AdamW，温度 0.07</translation>
    </message>
    <message>
        <source>batch 512, SGD, grey 0.1, temperature 0.5</source>
        <translation>批大小 512，SGD，灰度 0.1，温度 0.5</translation>
    </message>
    <message>
        <source>beside the parts</source>
        <translation>在各部分之外</translation>
    </message>
    <message>
        <source>beside {folder}/</source>
        <translation>在 {folder}/ 之外</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>changed since the run began</source>
        <translation>运行开始后有变化</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>crops from</source>
        <translation>裁剪下限</translation>
    </message>
    <message>
        <source>crops to</source>
        <translation>裁剪上限</translation>
    </message>
    <message>
        <source>cut short or damaged</source>
        <translation>不完整或已损坏</translation>
    </message>
    <message>
        <source>data from a folder needs the folder&apos;s path</source>
        <translation>使用文件夹中的数据时，需要填写文件夹的路径</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>device or resource busy</source>
        <translation>设备或资源忙</translation>
    </message>
    <message>
        <source>directions</source>
        <translation>方向数</translation>
    </message>
    <message>
        <source>directory not empty</source>
        <translation>目录不为空</translation>
    </message>
    <message>
        <source>disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>head layers</source>
        <translation>投影头层数</translation>
    </message>
    <message>
        <source>head width</source>
        <translation>投影头宽度</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>input should be a finite number</source>
        <translation>应当是有限的数</translation>
    </message>
    <message>
        <source>input should be a valid integer</source>
        <translation>应当是整数</translation>
    </message>
    <message>
        <source>input should be a valid integer, got a number with a fractional part</source>
        <translation>应当是整数，不能有小数部分</translation>
    </message>
    <message>
        <source>input should be a valid integer, unable to parse string as an integer</source>
        <translation>应当是整数，但文字无法解读为整数</translation>
    </message>
    <message>
        <source>input should be a valid number</source>
        <translation>应当是数</translation>
    </message>
    <message>
        <source>input should be a valid number, unable to parse string as a number</source>
        <translation>应当是数，但文字无法解读为数</translation>
    </message>
    <message>
        <source>input should be greater than or equal to {limit}</source>
        <translation>应当大于或等于 {limit}</translation>
    </message>
    <message>
        <source>input should be greater than {limit}</source>
        <translation>应当大于 {limit}</translation>
    </message>
    <message>
        <source>input should be less than or equal to {limit}</source>
        <translation>应当小于或等于 {limit}</translation>
    </message>
    <message>
        <source>input should be {choices}</source>
        <translation>应当是 {choices}</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>这是一个目录</translation>
    </message>
    <message>
        <source>it cannot be opened: {reason}</source>
        <translation>无法打开：{reason}</translation>
    </message>
    <message>
        <source>it does not belong to the images</source>
        <translation>它与图片不相符</translation>
    </message>
    <message>
        <source>it grows to more than {count:,} times its size</source>
        <translation>解压后超过原大小的 {count:,} 倍</translation>
    </message>
    <message>
        <source>it has changed meanwhile</source>
        <translation>它在此期间发生了变化</translation>
    </message>
    <message>
        <source>it has fewer than two rows or columns</source>
        <translation>它不到两行或两列</translation>
    </message>
    <message>
        <source>it has no column called {names}</source>
        <translation>它没有名为 {names} 的列</translation>
    </message>
    <message>
        <source>it has no images</source>
        <translation>它没有图片</translation>
    </message>
    <message>
        <source>it holds an archive itself, {name}</source>
        <translation>它里面还有压缩包 {name}</translation>
    </message>
    <message>
        <source>it holds both {inner} and {folder}</source>
        <translation>它同时含有 {inner} 和 {folder}</translation>
    </message>
    <message>
        <source>it holds {name} both as a file and as a folder</source>
        <translation>其中 {name} 既是文件又是文件夹</translation>
    </message>
    <message>
        <source>it holds {name} twice, with different content</source>
        <translation>其中 {name} 出现两次，内容不同</translation>
    </message>
    <message>
        <source>it is an example of a submission, not a list of classes</source>
        <translation>它是提交示例，不是类别列表</translation>
    </message>
    <message>
        <source>it is larger than {count} MB</source>
        <translation>它大于 {count} MB</translation>
    </message>
    <message>
        <source>it is missing or has another length</source>
        <translation>它缺失或长度不对</translation>
    </message>
    <message>
        <source>it is neither a zip nor a tar</source>
        <translation>它既不是 zip 也不是 tar</translation>
    </message>
    <message>
        <source>it is no list of files and classes</source>
        <translation>它不是文件和类别的列表</translation>
    </message>
    <message>
        <source>it is no map</source>
        <translation>它不是分布图</translation>
    </message>
    <message>
        <source>it is no table: {reason}</source>
        <translation>它不是表格：{reason}</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>它不是 JSON</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is of step {step:,}</source>
        <translation>它属于第 {step:,} 步</translation>
    </message>
    <message>
        <source>it is one part of several</source>
        <translation>它只是多个分卷之一</translation>
    </message>
    <message>
        <source>it names images, but neither their classes nor their part</source>
        <translation>它列出了图片，但既没有类别，也没有说明属于哪个部分</translation>
    </message>
    <message>
        <source>it names no files</source>
        <translation>它没有列出文件</translation>
    </message>
    <message>
        <source>it was cut short</source>
        <translation>它不完整</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <translation>校验和不对</translation>
    </message>
    <message>
        <source>its end is missing</source>
        <translation>缺少结尾</translation>
    </message>
    <message>
        <source>its folders lie more than {count} deep</source>
        <translation>其文件夹嵌套超过 {count} 层</translation>
    </message>
    <message>
        <source>its length is wrong</source>
        <translation>长度不对</translation>
    </message>
    <message>
        <source>its letters cannot be read</source>
        <translation>其文字无法读取</translation>
    </message>
    <message>
        <source>its list of files is not whole</source>
        <translation>其文件列表不完整</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>layer{number}</source>
        <translation>阶段 {number}</translation>
    </message>
    <message>
        <source>linear evaluation</source>
        <translation>线性评估</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>makes the decoder crash</source>
        <translation>会使解码器崩溃</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>more than {count} MB of levels</source>
        <translation>灰度数据超过 {count} MB</translation>
    </message>
    <message>
        <source>more than {count} million pixels</source>
        <translation>超过 {count}00 万像素</translation>
    </message>
    <message>
        <source>nearest neighbours kept by the map</source>
        <translation>分布图保留的近邻</translation>
    </message>
    <message>
        <source>nearly every image in it has a class of its own, for example {label}</source>
        <translation>其中几乎每张图片各有各的类别，例如 {label}</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>设备上没有剩余空间</translation>
    </message>
    <message>
        <source>no such device or address</source>
        <translation>没有该设备或地址</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>没有该文件或目录</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>不是目录</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not written down</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>perfect pairs</source>
        <translation>完美配对</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>权限不够</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>rank {rank:,} of {others:,}</source>
        <translation>第 {rank:,} 名，共 {others:,}</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>side</source>
        <translation>边长</translation>
    </message>
    <message>
        <source>similarity {cosine:.2f}</source>
        <translation>相似度 {cosine:.2f}</translation>
    </message>
    <message>
        <source>spreadsheets, pandas, R</source>
        <translation>电子表格、pandas、R</translation>
    </message>
    <message>
        <source>stale file handle</source>
        <translation>文件句柄已失效</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>the encoder {name}; its projection head began from random weights</source>
        <translation>编码器 {name}；其投影头从随机权重开始</translation>
    </message>
    <message>
        <source>the weights of {name} at step {step:,}</source>
        <translation>{name} 在第 {step:,} 步的权重</translation>
    </message>
    <message>
        <source>thin {network}</source>
        <translation>窄版 {network}</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>这次训练</translation>
    </message>
    <message>
        <source>too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>torchvision, and whatever builds on its ResNets, such as lightly</source>
        <translation>torchvision，以及以其 ResNet 为基础的库，例如 lightly</translation>
    </message>
    <message>
        <source>trained with labels</source>
        <translation>用标签训练</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>untrained network</source>
        <translation>未训练的网络</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>what it is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>{epochs:.1f} epochs in {time}</source>
        <translation>{time} 内 {epochs:.1f} 轮</translation>
    </message>
    <message>
        <source>{file} is all of the network, in torch alone.</source>
        <translation>{file} 就是整个网络，只需要 torch。</translation>
    </message>
    <message>
        <source>{file} is neither .html nor .pdf.</source>
        <translation>{file} 既不是 .html 也不是 .pdf。</translation>
    </message>
    <message>
        <source>{first} was predicted as {second} ({times:,})</source>
        <translation>{first} 被预测为 {second}({times:,} 次)</translation>
    </message>
    <message>
        <source>{folder} has no checkpoint of step {step:,}.</source>
        <translation>{folder} 中没有第 {step:,} 步的检查点。</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02d} min</source>
        <translation>{hours} 小时 {minutes:02d} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min {seconds:02d} s</source>
        <translation>{minutes} 分 {seconds:02d} 秒</translation>
    </message>
    <message>
        <source>{name} cannot be moved to the trash: {reason}.</source>
        <translation>{name} 无法移到回收站：{reason}。</translation>
    </message>
    <message>
        <source>{name} ends in none of: {endings}.</source>
        <translation>{name} 的结尾不是以下任何一种：{endings}。</translation>
    </message>
    <message>
        <source>{name} holds no run.</source>
        <translation>{name} 中没有训练。</translation>
    </message>
    <message>
        <source>{name} is being trained.</source>
        <translation>{name} 正在训练。</translation>
    </message>
    <message>
        <source>{name} is not an image.</source>
        <translation>{name} 不是图片。</translation>
    </message>
    <message>
        <source>{name} off</source>
        <translation>{name}关</translation>
    </message>
    <message>
        <source>{name} {value}</source>
        <translation>{name} {value}</translation>
    </message>
    <message>
        <source>{name}: none</source>
        <translation>{name}：无</translation>
    </message>
    <message>
        <source>{path} is damaged: an entry stands in it twice.</source>
        <translation>{path} 已损坏：其中一项出现了两次。</translation>
    </message>
    <message>
        <source>{path} is damaged: it has no list of entries.</source>
        <translation>{path} 已损坏：其中没有条目列表。</translation>
    </message>
    <message>
        <source>{path} is damaged: its list of finished runs cannot be read.</source>
        <translation>{path} 已损坏：其中已完成运行的列表无法读取。</translation>
    </message>
    <message>
        <source>{path} is named twice.</source>
        <translation>{path} 出现了两次。</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} 不是文件。</translation>
    </message>
    <message>
        <source>{path} is there already.</source>
        <translation>{path} 已经存在。</translation>
    </message>
    <message>
        <source>{reason} It was put aside as {name}. {remedy}</source>
        <translation>{reason}它已另存为 {name}。{remedy}</translation>
    </message>
    <message>
        <source>{run}: {trouble}</source>
        <translation>{run}：{trouble}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{second} against {first}, {score}: {points:+.1f} points ({low:+.1f} to {high:+.1f}; p = {p:.2g}), which may be chance.</source>
        <translation>{second} 与 {first} 相比，{score}：{points:+.1f} 个百分点({low:+.1f} 至 {high:+.1f}；p = {p:.2g})，可能出于偶然。</translation>
    </message>
    <message>
        <source>{second} and {first} cannot be compared. {reason}</source>
        <translation>{second} 与 {first} 无法比较。{reason}</translation>
    </message>
    <message>
        <source>{second} recognises {points:.1f} points fewer than {first} ({low:.1f} to {high:.1f}; {score}, p = {p:.2g}).</source>
        <translation>{second} 的识别率比 {first} 低 {points:.1f} 个百分点({low:.1f} 至 {high:.1f}；{score}，p = {p:.2g})。</translation>
    </message>
    <message>
        <source>{second} recognises {points:.1f} points more than {first} ({low:.1f} to {high:.1f}; {score}, p = {p:.2g}).</source>
        <translation>{second} 的识别率比 {first} 高 {points:.1f} 个百分点({low:.1f} 至 {high:.1f}；{score}，p = {p:.2g})。</translation>
    </message>
    <message>
        <source>{seed} (weights and views), {drawing} (data)</source>
        <translation>{seed}(权重和视图)，{drawing}(数据)</translation>
    </message>
    <message>
        <source>{share:.0f} % of the files are exact copies of others.</source>
        <translation>{share:.0f} % 的文件是其他文件的完全相同的副本。</translation>
    </message>
    <message>
        <source>{steps:,} steps, {pace:,.0f} images per second (median)</source>
        <translation>{steps:,} 步，每秒 {pace:,.0f} 张图片(中位数)</translation>
    </message>
    <message>
        <source>Images to learn from: {train:,}; for the test: {test:,}; {side} x {side} px each.</source>
        <translation>{train:,} 张图片用于训练，{test:,} 张用于测试，每张 {side} x {side} px。</translation>
    </message>
    <message numerus="yes">
        <source>Each point is the mean of {count:,} steps.</source>
        <translation>
            <numerusform>每个点是 {count:,} 步的平均值。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exact copies of training images among the {count:,} test images: {copies:,}. Those are not unseen.</source>
        <translation>
            <numerusform>{count:,} 张测试图片中有 {copies:,} 张与训练图片完全相同，它们并非没见过的图片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only {count:,} images are for the test: the score will be vague.</source>
        <translation>
            <numerusform>只有 {count:,} 张图片用于测试：分数会不太准确。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SimCLR&apos;s features recognise {ours} of {count:,} unseen images, PCA&apos;s {theirs}: a difference of {difference:+.1f} ± {margin:.1f} points.</source>
        <translation>
            <numerusform>在 {count:,} 张没见过的图片中，SimCLR 特征识别出 {ours}，PCA 特征识别出 {theirs}：相差 {difference:+.1f} ± {margin:.1f} 个百分点。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>none of its {count:,} names is in the folder, for example {name}</source>
        <translation>
            <numerusform>它的 {count:,} 个名称没有一个在文件夹中，例如 {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>not a plain file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>not an image</source>
        <translation>不是图片</translation>
    </message>
    <message>
        <source>not used beside {folder}</source>
        <translation>有 {folder} 时不使用</translation>
    </message>
    <message>
        <source>something else follows where it should end</source>
        <translation>在应当结束处还有别的内容</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} archives are not looked into: unpack them to use what is in them.</source>
        <translation>
            <numerusform>有 {count:,} 个压缩包未查看：要使用其内容，请先解压。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} files have channels that are not used.</source>
        <translation>
            <numerusform>有 {count:,} 个文件含有未使用的通道。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} files hold more than one image: the first is taken.</source>
        <translation>
            <numerusform>有 {count:,} 个文件含有多张图片：只取第一张。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images have another class by their table than by their folder; the table is taken, for example {name}: {label}.</source>
        <translation>
            <numerusform>有 {count:,} 张图片在表格中的类别与文件夹不同；以表格为准，例如 {name}：{label}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images have changed since the run began and are left out, for example {name}.</source>
        <translation>
            <numerusform>运行开始后有 {count:,} 张图片发生了变化，已跳过，例如 {name}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images of this run are gone, for example {name}.</source>
        <translation>
            <numerusform>这次运行的 {count:,} 张图片不见了，例如 {name}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images were added since the run began and are left out, for example {name}.</source>
        <translation>
            <numerusform>运行开始后新增了 {count:,} 张图片，已跳过，例如 {name}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} test images have no class and are not tested on.</source>
        <translation>
            <numerusform>有 {count:,} 张测试图片没有类别，不用于测试。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} training images are exact copies of others.</source>
        <translation>
            <numerusform>有 {count:,} 张训练图片与其他图片完全相同。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} {ending} files are no images and are left out.</source>
        <translation>
            <numerusform>有 {count:,} 个 {ending} 文件不是图片，已跳过。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} {ending} files are not images that can be read here: convert them to PNG or TIFF.</source>
        <translation>
            <numerusform>有 {count:,} 个 {ending} 文件不是此处能读取的图片：请转换成 PNG 或 TIFF。</numerusform>
        </translation>
    </message>
    <message>
        <source>{file} is a file, not a folder.</source>
        <translation>{file} 是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>{file} is an archive of a kind that cannot be read here.</source>
        <translation>{file} 是此处无法读取的压缩包类型。</translation>
    </message>
    <message numerus="yes">
        <source>{folder} cannot go on as it began: {count:,} of its {total:,} training images are gone or changed, for example {name}.</source>
        <translation>
            <numerusform>{folder} 无法照原样继续：{total:,} 张训练图片中有 {count:,} 张不见了或有变化，例如 {name}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} holds no images that can be read here, but {kinds}.</source>
        <translation>{folder} 中没有此处能读取的图片，只有 {kinds}。</translation>
    </message>
    <message>
        <source>{folder} holds no images, but other archives: {count:,}.</source>
        <translation>{folder} 中没有图片，但有其他压缩包：{count:,} 个。</translation>
    </message>
    <message>
        <source>{folder} holds no images.</source>
        <translation>{folder} 中没有图片。</translation>
    </message>
    <message numerus="yes">
        <source>{folder} is not used ({count:,} images).</source>
        <translation>
            <numerusform>不使用 {folder}（{count:,} 张图片）。</numerusform>
        </translation>
    </message>
    <message>
        <source>{inner} in {archive}</source>
        <translation>{archive} 中的 {inner}</translation>
    </message>
    <message>
        <source>{kind}, which is not read</source>
        <translation>{kind}，不读取</translation>
    </message>
    <message>
        <source>{name} has another length than it should</source>
        <translation>{name} 的长度不对</translation>
    </message>
    <message>
        <source>{name} holds no images</source>
        <translation>{name} 中没有图片</translation>
    </message>
    <message>
        <source>{name} holds something else than data ({reason})</source>
        <translation>{name} 含有数据以外的内容（{reason}）</translation>
    </message>
    <message>
        <source>{name} in {folder} is damaged: {reason}.</source>
        <translation>{folder} 中的 {name} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>{name} is missing, or of another network</source>
        <translation>{name} 缺失，或属于另一个网络</translation>
    </message>
    <message>
        <source>{name} is neither a folder nor an archive.</source>
        <translation>{name} 既不是文件夹也不是压缩包。</translation>
    </message>
    <message>
        <source>{name} is no file of images or labels</source>
        <translation>{name} 不是图片或标签文件</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”不是数。</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number.</source>
        <translation>“{text}”不是整数。</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>主干起始层</translation>
    </message>
    <message>
        <source>takes more memory than there is</source>
        <translation>所需内存超过现有内存</translation>
    </message>
    <message>
        <source>the checksum of {name} is wrong</source>
        <translation>{name} 的校验和不对</translation>
    </message>
    <message>
        <source>the content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>the server says {code} {reason}</source>
        <translation>服务器回答 {code} {reason}</translation>
    </message>
    <message>
        <source>the server stopped early</source>
        <translation>服务器提前停止了传输</translation>
    </message>
    <message>
        <source>the smallest crop must not be larger than the largest crop</source>
        <translation>最小裁剪不能大于最大裁剪</translation>
    </message>
    <message>
        <source>the supervised network</source>
        <translation>用标签训练的网络</translation>
    </message>
    <message>
        <source>the untrained network</source>
        <translation>未训练的网络</translation>
    </message>
    <message>
        <source>there are not as many labels as images</source>
        <translation>标签与图片数量不同</translation>
    </message>
    <message>
        <source>there is no file in it</source>
        <translation>其中没有文件</translation>
    </message>
    <message>
        <source>this disk cannot tell {name} from another name in it</source>
        <translation>此磁盘无法区分其中的 {name} 与另一个名称</translation>
    </message>
    <message>
        <source>this machine has none that torch can see</source>
        <translation>这台机器上没有 torch 能找到的此类设备</translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>what is in it does not fit together ({detail})</source>
        <translation>其内容前后不符（{detail}）</translation>
    </message>
    <message>
        <source>{before} {after}</source>
        <translation>{before}{after}</translation>
    </message>
    <message>
        <source>{before}; {after}</source>
        <translation>{before}；{after}</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} epochs</source>
        <translation>
            <numerusform>{count:,} 轮</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images of more than 8 bits: levels {low} to {high} become black to white.</source>
        <translation>
            <numerusform>{count:,} 张超过 8 位的图片：灰度级 {low} 到 {high} 对应黑到白。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} Shapes are too few: there are {classes} classes.</source>
        <translation>
            <numerusform>{count} 张图形太少：共有 {classes} 个类别。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} bits</source>
        <translation>
            <numerusform>{count} 位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} channels</source>
        <translation>
            <numerusform>{count} 个通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} test images are too few for a map.</source>
        <translation>
            <numerusform>{count} 张测试图片太少，画不了分布图。</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} has lost a map meanwhile.</source>
        <translation>{folder} 中有一张分布图不见了。</translation>
    </message>
    <message>
        <source>{folder} has no checkpoint yet.</source>
        <translation>{folder} 还没有检查点。</translation>
    </message>
    <message>
        <source>{folder} has used up its budget: it is finished.</source>
        <translation>{folder} 的预算已用完：训练已经完成。</translation>
    </message>
    <message>
        <source>{name} and its contents</source>
        <translation>{name} 及其内容</translation>
    </message>
    <message>
        <source>{name} cannot be placed on the map: it is {reason}.</source>
        <translation>无法把 {name} 放到分布图上：它{reason}。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {kind} archives cannot be read here.</source>
        <translation>无法读取 {name}：此处不能读取 {kind} 压缩包。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} cannot be shown: {reason}.</source>
        <translation>无法显示 {name}：它{reason}。</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a file here</source>
        <translation>{name} 在此处不能作文件名</translation>
    </message>
    <message>
        <source>{name} cannot be unpacked in {folder}: {reason}.</source>
        <translation>无法在 {folder} 中解压 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} cannot be unpacked: this disk does not allow a name in it, or its length: {member}.</source>
        <translation>无法解压 {name}：此磁盘不允许其中的名称或其长度：{member}。</translation>
    </message>
    <message>
        <source>{name} cannot be unpacked: {reason}.</source>
        <translation>无法解压 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} could not be downloaded: {reason}.</source>
        <translation>无法下载 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} is not on this machine.</source>
        <translation>这台机器上没有 {name}。</translation>
    </message>
    <message>
        <source>{name} is of another network</source>
        <translation>{name} 属于另一个网络</translation>
    </message>
    <message>
        <source>{name} is protected by a password.</source>
        <translation>{name} 有密码保护。</translation>
    </message>
    <message>
        <source>{name} is {value}, which is no number of the kind that torchrun sets.</source>
        <translation>{name} 是 {value}，不是 torchrun 所设的那种数字。</translation>
    </message>
    <message>
        <source>{name} leads out of the folder</source>
        <translation>{name} 指向文件夹之外</translation>
    </message>
    <message>
        <source>{name} uses a compression that cannot be read here ({method}).</source>
        <translation>{name} 使用此处无法读取的压缩方式（{method}）。</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
    <message>
        <source>{name}: {reason}.</source>
        <translation>{name}：{reason}。</translation>
    </message>
    <message>
        <source>{number} {unit}</source>
        <translation>{number} {unit}</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} 或 {other}</translation>
    </message>
    <message>
        <source>{parts}.</source>
        <translation>{parts}。</translation>
    </message>
    <message numerus="yes">
        <source>{count:,} classes are very small, for example {name}: {images}.</source>
        <translation>
            <numerusform>{count:,} 个类别非常小，例如 {name}：{images}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} files were left out.</source>
        <translation>
            <numerusform>{count:,} 个文件未被采用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images</source>
        <translation>
            <numerusform>{count:,} 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} images are few; SimCLR learns from hundreds.</source>
        <translation>
            <numerusform>{count:,} 张图片太少；SimCLR 需要几百张才能学习。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} runs are done.</source>
        <translation>
            <numerusform>{count:,} 个运行已完成。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} runs cannot be compared.</source>
        <translation>
            <numerusform>无法比较 {count:,} 个运行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} runs compared</source>
        <translation>
            <numerusform>{count:,} 次训练的比较</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} test images, the same in each map ({method}).</source>
        <translation>
            <numerusform>{count:,} 张测试图片，各图相同({method})。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} trainings wait in the queue.</source>
        <translation>
            <numerusform>队列中有 {count:,} 个训练在等待。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{layer}: {shown} of {count:,} maps of {side} x {side} units, those that vary most.</source>
        <translation>
            <numerusform>{layer}：{count:,} 张 {side} x {side} 单元的特征图中变化最大的 {shown} 张。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{parts}; {count:,} images beside them left out.</source>
        <translation>
            <numerusform>{parts}；跳过了其外的 {count:,} 张图片。</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} already holds a run.</source>
        <translation>{path} 中已有一次运行。</translation>
    </message>
    <message>
        <source>{path} cannot be opened: {reason}.</source>
        <translation>无法打开 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked: {reason}.</source>
        <translation>无法解压 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} is being trained by another process.</source>
        <translation>另一个进程正在训练 {path}。</translation>
    </message>
    <message>
        <source>{path} is being trained by process {pid} on {host}.</source>
        <translation>{path} 正由 {host} 上的进程 {pid} 训练。</translation>
    </message>
    <message>
        <source>{path} is damaged: it is not JSON ({reason}).</source>
        <translation>{path} 已损坏：它不是 JSON（{reason}）。</translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}.</source>
        <translation>{path} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>{path} is larger than any file of its kind.</source>
        <translation>{path} 比任何同类文件都大。</translation>
    </message>
    <message>
        <source>{path} is larger than anything that is kept there.</source>
        <translation>{path} 比这里保存的任何文件都大。</translation>
    </message>
    <message>
        <source>{path} is missing: nobody knows which images this run was trained on.</source>
        <translation>缺少 {path}：无法知道这次运行用了哪些图片训练。</translation>
    </message>
    <message>
        <source>{path} is not a run folder: it has no config.json.</source>
        <translation>{path} 不是运行文件夹：其中没有 config.json。</translation>
    </message>
    <message>
        <source>{reason} ({count:,})</source>
        <translation>{reason}（{count:,}）</translation>
    </message>
    <message>
        <source>{seconds:g} s</source>
        <translation>{seconds:g} 秒</translation>
    </message>
    <message numerus="yes">
        <source>{tables}: the rows disagree about {count:,} images, which have no class; for example {name}: {first} or {second}.</source>
        <translation>
            <numerusform>{tables}：关于 {count:,} 张图片的各行说法不一，这些图片没有类别；例如 {name}：{first} 或 {second}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{table} was not used: {reason}.</source>
        <translation>没有使用 {table}：{reason}。</translation>
    </message>
    <message numerus="yes">
        <source>{table}: not in the folder are {count:,} of its {total:,} names, for example {name}.</source>
        <translation>
            <numerusform>{table}：其 {total:,} 个名称中有 {count:,} 个不在文件夹中，例如 {name}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{table}: {count:,} images have several classes at once, for example {label}; they are learned from, but not scored.</source>
        <translation>
            <numerusform>{table}：{count:,} 张图片同时有多个类别，例如 {label}；它们用于学习，但不打分。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{table}: {count:,} rows name several images each, and are not used.</source>
        <translation>
            <numerusform>{table}：{count:,} 行各对应多张图片，不使用。</numerusform>
        </translation>
    </message>
    <message>
        <source>{test} as given, the folders beside it to train on</source>
        <translation>沿用 {test}，用其旁边的文件夹训练</translation>
    </message>
    <message>
        <source>{test} has no classes, so about a fifth of every class beside it is held out</source>
        <translation>{test} 没有类别，所以其旁边每个类别约五分之一留作测试</translation>
    </message>
    <message>
        <source>{title} cannot be {given}: {reason}.</source>
        <translation>{title}不能是 {given}：{reason}。</translation>
    </message>
    <message>
        <source>{title}: more than {low}, at most {high}.</source>
        <translation>{title}：大于 {low}，最大 {high}。</translation>
    </message>
    <message>
        <source>{title}: {low} to {high}, or empty.</source>
        <translation>{title}：{low} 到 {high}，或留空。</translation>
    </message>
    <message>
        <source>{title}: {low} to {high}.</source>
        <translation>{title}：{low} 到 {high}。</translation>
    </message>
    <message>
        <source>{train} and {test} as given</source>
        <translation>沿用 {train} 和 {test}</translation>
    </message>
    <message>
        <source>{train} as given</source>
        <translation>沿用 {train}</translation>
    </message>
    <message>
        <source>{train} as given; {test} has no classes, so about a fifth of every class is held out</source>
        <translation>沿用 {train}；{test} 没有类别，所以每个类别约五分之一留作测试</translation>
    </message>
    <message>
        <source>{value} is above the usual {low} to {high}.</source>
        <translation>{value} 高于通常的 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>{value} is below the usual {low} to {high}.</source>
        <translation>{value} 低于通常的 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>{value} is far above the usual {low} to {high}.</source>
        <translation>{value} 远高于通常的 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>{value} is far below the usual {low} to {high}.</source>
        <translation>{value} 远低于通常的 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>It has no map yet.</source>
        <translation>还没有分布图。</translation>
    </message>
    <message>
        <source>Its map shows other images.</source>
        <translation>它的分布图显示的是其他图像。</translation>
    </message>
    <message>
        <source>Only the first {most} are compared.</source>
        <translation>只比较前 {most} 个。</translation>
    </message>
    <message>
        <source>{title} {value}</source>
        <translation>{title} {value}</translation>
    </message>
    <message>
        <source>{title}: {remark}</source>
        <translation>{title}：{remark}</translation>
    </message>
    <message numerus="yes">
        <source>That is time for about {count} steps, too few to learn anything.</source>
        <translation>
            <numerusform>这只够约 {count} 步，太少，学不到东西。</numerusform>
        </translation>
    </message>
    <message>
        <source>A grid needs one or two settings.</source>
        <translation>网格需要一项或两项设置。</translation>
    </message>
    <message>
        <source>A grid of {count:,} runs is too large.</source>
        <translation>{count:,} 次运行的网格太大。</translation>
    </message>
    <message>
        <source>All settings are those of the preset for these data.</source>
        <translation>所有设置都与这类数据的推荐配置相同。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Choose the stem automatically</source>
        <translation>自动选择起始层</translation>
    </message>
    <message>
        <source>Colour on and off</source>
        <translation>有颜色变化与没有</translation>
    </message>
    <message>
        <source>Delete runs that nobody needs.</source>
        <translation>请删除不再需要的运行。</translation>
    </message>
    <message>
        <source>Each view operation left out</source>
        <translation>逐一去掉每种视图变换</translation>
    </message>
    <message>
        <source>Every combination of the values of two settings.</source>
        <translation>两项设置取值的所有组合。</translation>
    </message>
    <message>
        <source>From 0.05 to 1: how much the hardest negatives count.</source>
        <translation>从 0.05 到 1：最难的负样本有多重要。</translation>
    </message>
    <message>
        <source>From 32 to 512 images per step, with the same learning rate.</source>
        <translation>每步 32 到 512 张图片，学习率相同。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Keep the network as it is there, or begin without its weights.</source>
        <translation>请保持与其相同的网络，或不使用它的权重开始。</translation>
    </message>
    <message>
        <source>Length of training</source>
        <translation>训练时长</translation>
    </message>
    <message>
        <source>NT-Xent against the decoupled loss (DCL).</source>
        <translation>NT-Xent 与解耦损失（DCL）对比。</translation>
    </message>
    <message>
        <source>Name fewer values; a grid holds at most {most}.</source>
        <translation>请减少取值；网格最多 {most} 次运行。</translation>
    </message>
    <message>
        <source>Name other values.</source>
        <translation>请给出其他取值。</translation>
    </message>
    <message>
        <source>Name them with their values.</source>
        <translation>请给出设置及其取值。</translation>
    </message>
    <message>
        <source>No head, one layer, two layers.</source>
        <translation>没有投影头、一层、两层。</translation>
    </message>
    <message>
        <source>ONNX Runtime (C++, C#, Java, JavaScript, Python), Netron</source>
        <translation>ONNX Runtime（C++、C#、Java、JavaScript、Python）、Netron</translation>
    </message>
    <message>
        <source>One safetensors file, with torchvision&apos;s names for the weights of a ResNet.</source>
        <translation>一个 safetensors 文件，权重名称与 torchvision 的 ResNet 相同。</translation>
    </message>
    <message>
        <source>Projection head</source>
        <translation>投影头</translation>
    </message>
    <message>
        <source>Published for these data, this network and as many epochs: {share}, {score} ({source}; {details}).</source>
        <translation>已发表的结果(相同的数据、网络和轮数)：{share}，{score}({source}；{details})。</translation>
    </message>
    <message>
        <source>Published: {band} % ({source}).</source>
        <translation>已发表：{band} %（{source}）。</translation>
    </message>
    <message>
        <source>STL-10 with its unlabelled images, ResNet-50 at 224 px, head of 2 × 2,048. It needs a graphics card.</source>
        <translation>STL-10 及其无标签图片，224 px 的 ResNet-50，2 × 2,048 的投影头。需要显卡。</translation>
    </message>
    <message>
        <source>STL-10, ResNet-50, 224 px, as in the course notes</source>
        <translation>STL-10、ResNet-50、224 px，与课程笔记相同</translation>
    </message>
    <message>
        <source>SimCLR Explorer, when it is dropped on the window</source>
        <translation>SimCLR Explorer：拖放到窗口上即可</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>The 7×7 stem leaves little of images of {side} px: it costs 15 to 20 points there.</source>
        <translation>7×7 起始层会使 {side} px 的图片所剩无几：精度会降低 15 到 20 个百分点。</translation>
    </message>
    <message>
        <source>The batch ({batch:,}) is larger than the number of training images ({images:,}).</source>
        <translation>批大小（{batch:,}）大于训练图片数（{images:,}）。</translation>
    </message>
    <message>
        <source>The encoder and its normalisation as one file that runs without Python.</source>
        <translation>编码器及其归一化合为一个文件，运行时不需要 Python。</translation>
    </message>
    <message>
        <source>The experiment of the course notes</source>
        <translation>课程笔记中的实验</translation>
    </message>
    <message>
        <source>The first layers are for small images: load the network with {file}.</source>
        <translation>最前面的层适用于小图片：请用 {file} 载入网络。</translation>
    </message>
    <message>
        <source>The network of {path} is another: {title} is {before} there, and {now} here.</source>
        <translation>{path} 的网络不同：其中 {title} 为 {before}，这里为 {now}。</translation>
    </message>
    <message>
        <source>The run can be used all the same; only where its weights came from is unknown.</source>
        <translation>该运行仍可使用；只是不知道其权重来自何处。</translation>
    </message>
    <message>
        <source>The same network with a quarter of the width and with all of it, and the same first layer.</source>
        <translation>同一网络，四分之一宽度与全宽，起始层相同。</translation>
    </message>
    <message>
        <source>The same training for more and more epochs; each has a whole schedule of its own.</source>
        <translation>同样的训练，轮数逐次增加；每次都有完整的学习率调度。</translation>
    </message>
    <message>
        <source>The weights of {path} are of another network: {name}.</source>
        <translation>{path} 的权重属于另一种网络：{name}。</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>可用的有：{names}。</translation>
    </message>
    <message>
        <source>There is no recipe called {name}.</source>
        <translation>没有名为 {name} 的方案。</translation>
    </message>
    <message>
        <source>There is no thin {network}.</source>
        <translation>没有窄版 {network}。</translation>
    </message>
    <message>
        <source>Thin against full ResNet</source>
        <translation>窄版与全宽 ResNet 对比</translation>
    </message>
    <message>
        <source>This needs packages that are not installed: {packages}. Install them: {command}</source>
        <translation>这需要尚未安装的软件包：{packages}。安装命令：{command}</translation>
    </message>
    <message>
        <source>Train longer from that run again.</source>
        <translation>请再次从该运行继续训练。</translation>
    </message>
    <message>
        <source>Use batch {batch:,}</source>
        <translation>改用批大小 {batch:,}</translation>
    </message>
    <message>
        <source>Use {network}</source>
        <translation>改用 {network}</translation>
    </message>
    <message>
        <source>Use {value}</source>
        <translation>改用 {value}</translation>
    </message>
    <message>
        <source>What it will reach is unknown: no run like it is kept here, and none is published.</source>
        <translation>能达到多少未知：这里没有类似的运行，也没有已发表的结果。</translation>
    </message>
    <message>
        <source>Which change of the images matters most? All of them first, then each one left out once.</source>
        <translation>哪种图片变换最重要？先用全部，再逐一去掉一种。</translation>
    </message>
    <message>
        <source>With and without changes of colour: without them the network may sort by colour alone.</source>
        <translation>有颜色变化与没有：没有时，网络可能只按颜色分类。</translation>
    </message>
    <message>
        <source>Write them with commas between them.</source>
        <translation>请用逗号分隔。</translation>
    </message>
    <message>
        <source>all view operations</source>
        <translation>全部视图变换</translation>
    </message>
    <message>
        <source>batch {value:,}</source>
        <translation>批大小 {value:,}</translation>
    </message>
    <message>
        <source>full {network}</source>
        <translation>全宽 {network}</translation>
    </message>
    <message>
        <source>h of every image, with name, class, prediction and places on the maps.</source>
        <translation>每张图片的 h，以及名称、类别、预测和在分布图上的位置。</translation>
    </message>
    <message>
        <source>head of two layers</source>
        <translation>两层投影头</translation>
    </message>
    <message>
        <source>linear head</source>
        <translation>线性投影头</translation>
    </message>
    <message>
        <source>loss {title}</source>
        <translation>损失 {title}</translation>
    </message>
    <message>
        <source>no projection head</source>
        <translation>没有投影头</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>推荐配置</translation>
    </message>
    <message>
        <source>details not named</source>
        <translation>未说明训练配置</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>temperature {value}</source>
        <translation>温度 {value}</translation>
    </message>
    <message>
        <source>with colour changes</source>
        <translation>有颜色变化</translation>
    </message>
    <message>
        <source>without blur</source>
        <translation>没有模糊</translation>
    </message>
    <message>
        <source>without colour changes</source>
        <translation>没有颜色变化</translation>
    </message>
    <message>
        <source>without colour jitter</source>
        <translation>没有颜色抖动</translation>
    </message>
    <message>
        <source>without crops</source>
        <translation>没有裁剪</translation>
    </message>
    <message>
        <source>without grey</source>
        <translation>没有变灰</translation>
    </message>
    <message>
        <source>without mirroring</source>
        <translation>没有镜像</translation>
    </message>
    <message>
        <source>without {operation}</source>
        <translation>没有 {operation}</translation>
    </message>
    <message>
        <source>{first}, {second}</source>
        <translation>{first}，{second}</translation>
    </message>
    <message>
        <source>{folder} was to begin from the weights of another run, and they are missing.</source>
        <translation>{folder} 本应从另一次运行的权重开始，但这些权重缺失。</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>{name} has no values.</source>
        <translation>{name} 没有取值。</translation>
    </message>
    <message>
        <source>{name} is left out. {reason}</source>
        <translation>略去“{name}”。{reason}</translation>
    </message>
    <message>
        <source>{name} is left out: below {side} px nothing is blurred.</source>
        <translation>略去“{name}”：小于 {side} px 的图片不作模糊。</translation>
    </message>
    <message>
        <source>{name} is left out: these views have none.</source>
        <translation>略去“{name}”：这些视图本来就没有。</translation>
    </message>
    <message>
        <source>{name}, longer</source>
        <translation>{name}，继续训练</translation>
    </message>
    <message numerus="yes">
        <source>Train for {count:,} epochs</source>
        <translation>
            <numerusform>训练 {count:,} 轮</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} runs like it, kept here, reached {low} %.</source>
        <translation>
            <numerusform>这里保存的 {count} 次类似运行达到 {low} %。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} runs like it, kept here, reached {low} to {high} %.</source>
        <translation>
            <numerusform>这里保存的 {count} 次类似运行达到 {low} 到 {high} %。</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}” is not three numbers.</source>
        <translation>“{text}”不是三个数。</translation>
    </message>
    <message numerus="yes">
        <source>The imported encoder&apos;s features recognise {ours} of {count:,} unseen images, PCA&apos;s {theirs}: a difference of {difference:+.1f} ± {margin:.1f} points.</source>
        <translation>
            <numerusform>在 {count:,} 张未见过的图片中，导入的编码器的特征识别 {ours}，PCA 识别 {theirs}：相差 {difference:+.1f} ± {margin:.1f} 个百分点。</numerusform>
        </translation>
    </message>
    <message>
        <source>A standard deviation is more than 0, not {text}.</source>
        <translation>标准差必须大于 0，不能是 {text}。</translation>
    </message>
    <message>
        <source>An encoder cannot be imported while something is running.</source>
        <translation>有任务正在运行时不能导入编码器。</translation>
    </message>
    <message>
        <source>Begin a new run from its weights (train --from).</source>
        <translation>请用它的权重开始新的训练（train --from）。</translation>
    </message>
    <message>
        <source>Choose the file of an encoder.</source>
        <translation>请选择编码器文件。</translation>
    </message>
    <message>
        <source>Corrected by hand: {names}.</source>
        <translation>手动更正：{names}。</translation>
    </message>
    <message>
        <source>Drop to import this encoder</source>
        <translation>松开以导入这个编码器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Get the file again, or save it again with the program that made it.</source>
        <translation>请重新获取文件，或用生成它的程序重新保存。</translation>
    </message>
    <message>
        <source>Give three numbers with commas between them, red, green and blue, or one for all; 0 and 1 mean none.</source>
        <translation>请写红、绿、蓝三个数，用逗号分隔，或只写一个数；0 和 1 表示不做归一化。</translation>
    </message>
    <message>
        <source>If you trust it, save its weights alone where it was made: weights = torch.load(&quot;{name}&quot;, weights_only=False)[&quot;state_dict&quot;]; torch.save(weights, &quot;weights.pth&quot;)</source>
        <translation>如果您信任它，请在生成它的地方只保存权重：weights = torch.load(&quot;{name}&quot;, weights_only=False)[&quot;state_dict&quot;]; torch.save(weights, &quot;weights.pth&quot;)</translation>
    </message>
    <message>
        <source>Images like those of CIFAR-10 are assumed, as the first convolution is 3x3.</source>
        <translation>由于第一个卷积是 3x3，假定图片与 CIFAR-10 相似。</translation>
    </message>
    <message>
        <source>Import the encoder again.</source>
        <translation>请重新导入编码器。</translation>
    </message>
    <message>
        <source>Its normalisation depends on the data that it was trained on; check it.</source>
        <translation>它的归一化取决于训练所用的数据，请核对。</translation>
    </message>
    <message>
        <source>Its projection head begins from random weights</source>
        <translation>它的投影头从随机权重开始</translation>
    </message>
    <message>
        <source>Leave the stem as it was recognised.</source>
        <translation>请保留识别出的起始层。</translation>
    </message>
    <message>
        <source>Left out of the file</source>
        <translation>文件中未导入的部分</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>来源程序</translation>
    </message>
    <message>
        <source>Mean of the colours</source>
        <translation>颜色均值</translation>
    </message>
    <message>
        <source>Name a .safetensors file, one that torch.save has written, or a folder that timm has written.</source>
        <translation>请指定 .safetensors 文件、torch.save 写出的文件，或 timm 写出的文件夹。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Networks for colour images can be imported whose first convolution is 3x3 or 7x7.</source>
        <translation>可以导入第一个卷积为 3x3 或 7x7 的彩色图片网络。</translation>
    </message>
    <message>
        <source>No args.json says which data it was trained on.</source>
        <translation>没有 args.json 说明它用什么数据训练。</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Reading the weights</source>
        <translation>正在读取权重</translation>
    </message>
    <message>
        <source>ResNets of 18, 34, 50, 101 and 152 layers can be imported.</source>
        <translation>可以导入 18、34、50、101 和 152 层的 ResNet。</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>文件的 SHA-256</translation>
    </message>
    <message>
        <source>Save it with float32 numbers.</source>
        <translation>请用 float32 数值保存。</translation>
    </message>
    <message>
        <source>Save its weights alone: torch.save(torch.jit.load(&quot;…&quot;).state_dict(), &quot;weights.pth&quot;)</source>
        <translation>请只保存权重：torch.save(torch.jit.load(&quot;…&quot;).state_dict(), &quot;weights.pth&quot;)</translation>
    </message>
    <message>
        <source>Standard deviation of the colours</source>
        <translation>颜色标准差</translation>
    </message>
    <message>
        <source>Take an earlier checkpoint of that training.</source>
        <translation>请用那次训练较早的检查点。</translation>
    </message>
    <message>
        <source>The images of this run are Shapes, which the program draws itself.</source>
        <translation>这次训练的图片是由程序自己绘制的图形。</translation>
    </message>
    <message>
        <source>The side of its images is not in the file: 96 px for STL-10, 32 px for CIFAR-10.</source>
        <translation>文件中没有图片边长：STL-10 为 96 px，CIFAR-10 为 32 px。</translation>
    </message>
    <message>
        <source>The side of its images is not in the file; most examples take 32 px.</source>
        <translation>文件中没有图片边长；大多数示例为 32 px。</translation>
    </message>
    <message>
        <source>The stem {stem} does not fit: {name} allows {stems}.</source>
        <translation>起始层 {stem} 不适合：{name} 允许 {stems}。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>This encoder was not trained here: it was imported from a file.</source>
        <translation>这个编码器不是在这里训练的，而是从文件导入的。</translation>
    </message>
    <message>
        <source>a ConvNeXt</source>
        <translation>ConvNeXt</translation>
    </message>
    <message>
        <source>a DenseNet</source>
        <translation>DenseNet</translation>
    </message>
    <message>
        <source>a ResNet with a deep stem (timm&apos;s variants d and t)</source>
        <translation>带深层起始层的 ResNet（timm 的 d 和 t 变体）</translation>
    </message>
    <message>
        <source>a ResNet with squeeze-and-excitation</source>
        <translation>带 squeeze-and-excitation 的 ResNet</translation>
    </message>
    <message>
        <source>a network of another kind (VGG, ConvNeXt …)</source>
        <translation>另一种网络（VGG、ConvNeXt 等）</translation>
    </message>
    <message>
        <source>a transformer</source>
        <translation>Transformer</translation>
    </message>
    <message>
        <source>an EfficientNet or a MobileNet</source>
        <translation>EfficientNet 或 MobileNet</translation>
    </message>
    <message>
        <source>imported encoder</source>
        <translation>导入的编码器</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>它不完整</translation>
    </message>
    <message>
        <source>it is cut off, or was changed</source>
        <translation>它不完整或被改动过</translation>
    </message>
    <message>
        <source>its list of contents is longer than any</source>
        <translation>它的目录过长</translation>
    </message>
    <message>
        <source>its list of contents is not JSON</source>
        <translation>它的目录不是 JSON</translation>
    </message>
    <message>
        <source>its list of contents is not as it should be</source>
        <translation>它的目录不正确</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>reading it ends the program that reads it</source>
        <translation>读取它会使读取程序终止</translation>
    </message>
    <message>
        <source>the imported encoder</source>
        <translation>导入的编码器</translation>
    </message>
    <message>
        <source>torch cannot read it ({reason})</source>
        <translation>torch 无法读取（{reason}）</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{name} cannot be imported: it is a {network} of {times:g} times the usual width.</source>
        <translation>{name} 无法导入：它是宽度为通常 {times:g} 倍的 {network}。</translation>
    </message>
    <message>
        <source>{name} cannot be imported: it is {what} ({reason}).</source>
        <translation>{name} 无法导入：它是{what}（{reason}）。</translation>
    </message>
    <message>
        <source>{name} cannot be imported: it is {what}.</source>
        <translation>{name} 无法导入：它是{what}。</translation>
    </message>
    <message>
        <source>{name} cannot be imported: its first convolution has the shape {shape}.</source>
        <translation>{name} 无法导入：它的第一个卷积形状为 {shape}。</translation>
    </message>
    <message>
        <source>{name} cannot be imported: no ReLU and no pooling follow its first convolution.</source>
        <translation>{name} 无法导入：它的第一个卷积之后没有 ReLU 和池化。</translation>
    </message>
    <message>
        <source>{name} cannot be used: some weights of {part} are not numbers.</source>
        <translation>{name} 无法使用：{part} 的一些权重不是数。</translation>
    </message>
    <message>
        <source>{name} cannot be used: the numbers in {part} are of the kind {kind}.</source>
        <translation>{name} 无法使用：{part} 中是 {kind} 类型的数。</translation>
    </message>
    <message>
        <source>{name} holds no ResNet.</source>
        <translation>{name} 中没有 ResNet。</translation>
    </message>
    <message>
        <source>{name} holds no weights that can be read.</source>
        <translation>{name} 中没有可读取的权重。</translation>
    </message>
    <message>
        <source>{name} holds no weights.</source>
        <translation>{name} 中没有权重。</translation>
    </message>
    <message>
        <source>{name} is a file of Keras or HDF5, not of torch.</source>
        <translation>{name} 是 Keras 或 HDF5 文件，不是 torch 文件。</translation>
    </message>
    <message>
        <source>{name} is a program for TorchScript, not weights.</source>
        <translation>{name} 是 TorchScript 程序，不是权重。</translation>
    </message>
    <message>
        <source>{name} is larger than any encoder.</source>
        <translation>{name} 比任何编码器都大。</translation>
    </message>
    <message>
        <source>{name} is not a file that torch has written.</source>
        <translation>{name} 不是 torch 写出的文件。</translation>
    </message>
    <message>
        <source>{name} is not opened: reading it could run a program, as it holds {what}.</source>
        <translation>没有打开 {name}：它含有 {what}，读取时可能运行程序。</translation>
    </message>
    <message>
        <source>{name} looks like a {network}, but {reason}.</source>
        <translation>{name} 像是 {network}，但是{reason}。</translation>
    </message>
    <message>
        <source>{name} takes far more memory than its size says.</source>
        <translation>{name} 占用的内存远超其大小。</translation>
    </message>
    <message>
        <source>{name} takes too long to read.</source>
        <translation>读取 {name} 用时过长。</translation>
    </message>
    <message>
        <source>{name}, trained on</source>
        <translation>{name}，继续训练</translation>
    </message>
    <message>
        <source>{part} does not lie where its list of contents says</source>
        <translation>{part} 不在目录所说的位置</translation>
    </message>
    <message>
        <source>{part} has the shape {found}, not {shape}</source>
        <translation>{part} 的形状是 {found}，不是 {shape}</translation>
    </message>
    <message>
        <source>{part} is left over</source>
        <translation>多出 {part}</translation>
    </message>
    <message>
        <source>{part} is missing</source>
        <translation>缺少 {part}</translation>
    </message>
    <message>
        <source>{path} holds no encoder: neither model.safetensors nor pytorch_model.bin.</source>
        <translation>{path} 中没有编码器：既没有 model.safetensors，也没有 pytorch_model.bin。</translation>
    </message>
    <message>
        <source>{path} was imported: there is no training that could go on.</source>
        <translation>{path} 是导入的：没有可以继续的训练。</translation>
    </message>
    <message>
        <source>Use an image, a folder, zip or tar of images, or a file with an encoder.</source>
        <translation>请使用图片、图片的文件夹或 zip、tar，或编码器文件。</translation>
    </message>
    <message>
        <source>{name} cannot be imported: no ResNet here has stages of this depth ({depths}).</source>
        <translation>{name} 无法导入：这里没有各阶段深度为 {depths} 的 ResNet。</translation>
    </message>
</context>
<context>
    <name>experiment</name>
    <message>
        <source>With colour changes</source>
        <translation>有颜色变化</translation>
    </message>
    <message>
        <source>Without colour changes</source>
        <translation>无颜色变化</translation>
    </message>
    <message>
        <source>No difference is proven: {better:.0f} % of unseen images recognised with colour changes, {worse:.0f} % without. Longer trainings may tell.</source>
        <translation>没有证明有差别：改变颜色时认出 {better:.0f} % 的未见过的图片，不改变时认出 {worse:.0f} %。训练更久也许能看出来。</translation>
    </message>
    <message>
        <source>Here the colour changes did not help: {better:.0f} % of unseen images recognised with them, {worse:.0f} % without. Colour may tell these classes apart, or the training was short.</source>
        <translation>这里颜色变化没有帮助：有颜色变化时识别 {better:.0f} % 没见过的图片，没有时为 {worse:.0f} %。也许颜色就能区分这些类别，或者训练时间太短。</translation>
    </message>
    <message>
        <source>Without colour changes the network may pair images by their colour alone: only {worse:.0f} % of unseen images recognised, with colour changes {better:.0f} %.</source>
        <translation>没有颜色变化时，网络可能只凭颜色配对：只识别 {worse:.0f} % 没见过的图片，有颜色变化时为 {better:.0f} %。</translation>
    </message>
    <message>
        <source>Without colour changes it found {found:.0f} % of the partners, for which colour is enough: only {worse:.0f} % of unseen images recognised, with colour changes {better:.0f} %.</source>
        <translation>没有颜色变化时，它找到了 {found:.0f} % 的配对视图，因为凭颜色就够了：只识别 {worse:.0f} % 没见过的图片，有颜色变化时为 {better:.0f} %。</translation>
    </message>
</context>
<context>
    <name>features</name>
    <message>
        <source>Stem</source>
        <translation>起始层</translation>
    </message>
    <message>
        <source>Stage {number}</source>
        <translation>阶段 {number}</translation>
    </message>
    <message>
        <source>{count:,} numbers</source>
        <translation>{count:,} 个数</translation>
    </message>
    <message>
        <source>{count:,} maps of {size}</source>
        <translation>{count:,} 张 {size}</translation>
    </message>
    <message>
        <source>What the stem makes of test image {number} {when}: {shape}, {order}.</source>
        <translation>{when}，起始层从测试图片 {number} 得到：{shape}，{order}。</translation>
    </message>
    <message>
        <source>The features h of test image {number} {when}: {shape}, {order}.</source>
        <translation>{when}，测试图片 {number} 的特征 h：{shape}，{order}。</translation>
    </message>
    <message>
        <source>The projection z of test image {number} {when}: {shape}, {order}.</source>
        <translation>{when}，测试图片 {number} 的投影 z：{shape}，{order}。</translation>
    </message>
    <message>
        <source>What stage {stage}, block {block} makes of test image {number} {when}: {shape}, {order}.</source>
        <translation>{when}，阶段 {stage} 的块 {block} 从测试图片 {number} 得到：{shape}，{order}。</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>训练之前</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>最强的在前</translation>
    </message>
    <message>
        <source>in the network&apos;s order</source>
        <translation>按网络的顺序</translation>
    </message>
    <message>
        <source>those that answer both views alike first</source>
        <translation>对两个视图响应相同的在前</translation>
    </message>
    <message>
        <source>All are silent.</source>
        <translation>全部沉默。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are silent and come last.</source>
        <translation>
            <numerusform>其中 %Ln 个沉默，排在最后。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are silent.</source>
        <translation>
            <numerusform>其中 %Ln 个沉默。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>%Ln 步之后</numerusform>
        </translation>
    </message>
    <message>
        <source>(imported network)</source>
        <translation>（导入的网络）</translation>
    </message>
</context>
<context>
    <name>finding</name>
    <message>
        <source>Better than PCA: {ours} against {theirs} of {count:,} unseen images recognised; the difference is {points:.0f} ± {margin:.0f} points.</source>
        <translation>优于 PCA：{count:,} 张没见过的图片中识别 {ours}，PCA 为 {theirs}；相差 {points:.0f} ± {margin:.0f} 个百分点。</translation>
    </message>
    <message>
        <source>Worse than PCA: {ours} against {theirs} of {count:,} unseen images recognised; the difference is {points:.0f} ± {margin:.0f} points.</source>
        <translation>不如 PCA：{count:,} 张没见过的图片中识别 {ours}，PCA 为 {theirs}；相差 {points:.0f} ± {margin:.0f} 个百分点。</translation>
    </message>
    <message>
        <source>No better than PCA: {ours} against {theirs} of {count:,} unseen images recognised; the difference is {points:.1f} ± {margin:.1f} points.</source>
        <translation>并不优于 PCA：{count:,} 张没见过的图片中识别 {ours}，PCA 为 {theirs}；相差 {points:.1f} ± {margin:.1f} 个百分点。</translation>
    </message>
    <message>
        <source>Longer training usually helps.</source>
        <translation>训练更久通常有帮助。</translation>
    </message>
    <message>
        <source>Partners were found nearly always: the views are too easy; colour changes would help.</source>
        <translation>几乎总能找到配对视图：视图太容易了；加上颜色变化会有帮助。</translation>
    </message>
    <message>
        <source>Partners were found nearly always: the views are too easy; stronger changes would help.</source>
        <translation>几乎总能找到配对视图：视图太容易了；更强的变化会有帮助。</translation>
    </message>
    <message>
        <source>It never saw a class label.</source>
        <translation>它从未见过类别标签。</translation>
    </message>
    <message>
        <source>Nearest neighbours (kNN) do not confirm it: SimCLR {ours}, PCA {theirs}.</source>
        <translation>最近邻(kNN)没有证实这一点：SimCLR {ours}，PCA {theirs}。</translation>
    </message>
    <message>
        <source>By nearest neighbours (kNN) PCA is ahead, {theirs} to {ours}.</source>
        <translation>按最近邻(kNN)，PCA 领先，{theirs} 对 {ours}。</translation>
    </message>
    <message>
        <source>By nearest neighbours (kNN) SimCLR is ahead, {ours} to {theirs}.</source>
        <translation>按最近邻(kNN)，SimCLR 领先，{ours} 对 {theirs}。</translation>
    </message>
    <message numerus="yes">
        <source>No proof that it is better than PCA: {ours} against {theirs}, and %Ln test images are too few to tell (± {margin:.0f} points).</source>
        <translation>
            <numerusform>无法证明优于 PCA：{ours} 对 {theirs}，%Ln 张测试图片太少，难以判断（± {margin:.0f} 个百分点）。</numerusform>
        </translation>
    </message>
    <message>
        <source>By nearest neighbours (kNN): {ours}, PCA {theirs}.</source>
        <translation>按最近邻（kNN）：{ours}，PCA {theirs}。</translation>
    </message>
</context>
<context>
    <name>maps</name>
    <message>
        <source>{images}, laid out by {features}.</source>
        <translation>{images}，按{features}排布。</translation>
    </message>
    <message>
        <source>{images}, laid out by {features}; coloured by {colours}.</source>
        <translation>{images}，按{features}排布；按{colours}着色。</translation>
    </message>
    <message>
        <source>SimCLR&apos;s features</source>
        <translation> SimCLR 的特征</translation>
    </message>
    <message>
        <source>the untrained network&apos;s features</source>
        <translation>未训练网络的特征</translation>
    </message>
    <message>
        <source>their raw pixels (PCA)</source>
        <translation>原始像素(PCA)</translation>
    </message>
    <message>
        <source>the other run&apos;s SimCLR features</source>
        <translation>另一次运行的 SimCLR 特征</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>right or wrong prediction</source>
        <translation>预测对错</translation>
    </message>
    <message>
        <source>the classifier&apos;s loss</source>
        <translation>分类器的损失</translation>
    </message>
    <message>
        <source>each image&apos;s own colour</source>
        <translation>图片自身颜色</translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes are hidden.</source>
        <translation>
            <numerusform>已隐藏 %Ln 个类别。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images of {classes}</source>
        <translation>
            <numerusform>{classes}的 %Ln 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>the imported encoder&apos;s features</source>
        <translation>导入的编码器的特征</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 个等待</translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>随机种子 {seed}</translation>
    </message>
    <message>
        <source>Run {place} of {count}: {now}</source>
        <translation>第 {place} 个运行，共 {count} 个：{now}</translation>
    </message>
    <message>
        <source>Run {place} of {count}: {now}. Next: {then}.</source>
        <translation>第 {place} 个运行，共 {count} 个：{now}。接下来：{then}。</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>done at about {time}</source>
        <translation>预计 {time} 完成</translation>
    </message>
    <message>
        <source>not before {time}</source>
        <translation>不早于 {time} 完成</translation>
    </message>
    <message>
        <source>at least {time}</source>
        <translation>至少 {time}</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>failed: {sentence}</source>
        <translation>失败：{sentence}</translation>
    </message>
    <message>
        <source>interrupted, resumes</source>
        <translation>已中断，将继续</translation>
    </message>
    <message numerus="yes">
        <source>%Ln trainings of unknown length</source>
        <translation>
            <numerusform>%Ln 个训练时长未知</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>New from this</source>
        <translation>以此新建</translation>
    </message>
    <message>
        <source>Takes these settings over for the next training</source>
        <translation>下一次训练采用这些设置</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Scores the features of a run that was not tested, and draws its maps</source>
        <translation>给未测试的训练的特征打分，并绘制分布图</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Train for longer…</source>
        <translation>继续训练更久…</translation>
    </message>
    <message>
        <source>A new run that begins with the weights of this one</source>
        <translation>以这次训练的权重开始的新训练</translation>
    </message>
    <message>
        <source>Plan trainings from this…</source>
        <translation>以此规划多次训练…</translation>
    </message>
    <message>
        <source>Several trainings that vary these settings, added to the queue</source>
        <translation>在这些设置上加以变化的多次训练，加入队列</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Add tags…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>复制为表格</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The encoder or its features for other programs, or the whole run as a zip</source>
        <translation>把编码器或特征交给其他程序使用，或把整个运行保存为 zip</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>The folder stays where it is</source>
        <translation>文件夹保留在原处</translation>
    </message>
    <message>
        <source>Move to trash…</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <source>Compare {count}</source>
        <translation>比较 {count} 次</translation>
    </message>
    <message>
        <source>Test images recognised by linear evaluation of the features: {features}</source>
        <translation>对特征做线性评估时识别出的测试图片：{features}</translation>
    </message>
    <message>
        <source>Settings that differ from those suggested for the data</source>
        <translation>与这些数据的建议设置不同的设置</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>UMAP of the encoder&apos;s features</source>
        <translation>编码器特征的 UMAP 分布图</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>SimCLR&apos;s, or an imported encoder&apos;s</source>
        <translation>SimCLR 的特征，或导入编码器的特征</translation>
    </message>
    <message>
        <source>Test images recognised by their nearest neighbours</source>
        <translation>由最近邻识别出的测试图片</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>未测试</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>All settings are the suggested ones.</source>
        <translation>所有设置都是建议值。</translation>
    </message>
    <message>
        <source>{title} {value} (suggested: {usual})</source>
        <translation>{title} {value}（建议：{usual}）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln seeds</source>
        <translation>
            <numerusform>%Ln 个种子</numerusform>
        </translation>
    </message>
    <message>
        <source>getting ready</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>being tested</source>
        <translation>测试中</translation>
    </message>
    <message>
        <source>being mapped</source>
        <translation>正在绘制分布图</translation>
    </message>
    <message>
        <source>archiving</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>taking out of the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>renaming</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Train on from it…</source>
        <translation>从它继续训练…</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Imported from {file} ({maker}): {network}, stem {stem}, {side} px.</source>
        <translation>从 {file} 导入（{maker}）：{network}，起始层 {stem}，{side} px。</translation>
    </message>
    <message>
        <source>maker unknown</source>
        <translation>来源程序未知</translation>
    </message>
</context>
<context>
    <name>saving</name>
    <message>
        <source>Files ({endings})</source>
        <translation>文件 ({endings})</translation>
    </message>
    <message>
        <source>Cannot save as {ending}.</source>
        <translation>无法保存为 {ending}。</translation>
    </message>
    <message>
        <source>Use {endings}.</source>
        <translation>请使用 {endings}。</translation>
    </message>
    <message>
        <source>{path} is there already.</source>
        <translation>{path} 已经存在。</translation>
    </message>
    <message>
        <source>Name it in full to replace it.</source>
        <translation>要替换它，请写出完整名称。</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} 不是文件。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择别的名称。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择别的文件夹。</translation>
    </message>
    <message>
        <source>An image of {width} x {height} pixels cannot be saved as {kind}.</source>
        <translation>{width} x {height} 像素的图片无法保存为 {kind}。</translation>
    </message>
    <message>
        <source>{some} or {last}</source>
        <translation>{some} 或 {last}</translation>
    </message>
</context>
<context>
    <name>scores</name>
    <message>
        <source>with labels</source>
        <translation>用标签训练</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>linear evaluation</source>
        <translation>线性评估</translation>
    </message>
    <message>
        <source>Not available while something is running. Press Stop to cancel it.</source>
        <translation>有任务在运行时不可用。按“停止”取消它。</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>0 to 0.5</source>
        <translation>0 到 0.5</translation>
    </message>
    <message>
        <source>0.0001 to 0.001</source>
        <translation>0.0001 到 0.001</translation>
    </message>
    <message>
        <source>0.02 to 0.1</source>
        <translation>0.02 到 0.1</translation>
    </message>
    <message>
        <source>0.03 to 0.3 (sgd), 0.0005 to 0.002 (adamw), 1 to 5 (lars)</source>
        <translation>0.03 到 0.3（sgd），0.0005 到 0.002（adamw），1 到 5（lars）</translation>
    </message>
    <message>
        <source>0.08 (paper) to 0.65 (Shapes)</source>
        <translation>0.08（论文）到 0.65（图形）</translation>
    </message>
    <message>
        <source>0.1 (photographs), 0.5 (Shapes)</source>
        <translation>0.1（照片），0.5（图形）</translation>
    </message>
    <message>
        <source>0.1 to 0.3</source>
        <translation>0.1 到 0.3</translation>
    </message>
    <message>
        <source>0.1 to 0.5</source>
        <translation>0.1 到 0.5</translation>
    </message>
    <message>
        <source>0.4 to 0.8</source>
        <translation>0.4 到 0.8</translation>
    </message>
    <message>
        <source>0; 0.99 to 0.999</source>
        <translation>0；0.99 到 0.999</translation>
    </message>
    <message>
        <source>1,000 Shapes; 0 for a folder</source>
        <translation>图形 1,000 张；文件夹用 0</translation>
    </message>
    <message>
        <source>2; 3 in SimCLR v2</source>
        <translation>2；SimCLR v2 中为 3</translation>
    </message>
    <message>
        <source>32 to 96</source>
        <translation>32 到 96</translation>
    </message>
    <message>
        <source>5 to 50</source>
        <translation>5 到 50</translation>
    </message>
    <message>
        <source>5,000 Shapes; 0 for a folder</source>
        <translation>图形 5,000 张；文件夹用 0</translation>
    </message>
    <message>
        <source>60 for Shapes, 300 and more for photographs</source>
        <translation>图形 60，照片 300 或更长</translation>
    </message>
    <message>
        <source>64 on a CPU, 256 to 512 on a GPU</source>
        <translation>CPU 上 64，GPU 上 256 到 512</translation>
    </message>
    <message>
        <source>64 to 256; 2,048 in the source notes</source>
        <translation>64 到 256；原始笔记中为 2,048</translation>
    </message>
    <message>
        <source>A folder, zip or tar of images. Sub-folders are classes, or a CSV names them; without either the network learns all the same. train/ and test/ are honoured, else a fifth of every class is kept for testing. For a published data set: the folder in which it lies already.</source>
        <translation>装有图片的文件夹、zip 或 tar。子文件夹就是类别，也可以用 CSV 指定类别；两者都没有，网络也照样能学习。有 train/ 和 test/ 就按它们划分，否则每个类别留出五分之一用于测试。对于公开数据集：填它已经所在的文件夹。</translation>
    </message>
    <message>
        <source>Another number, another equally good map; the same number, the same map.</source>
        <translation>换一个数，得到另一张同样好的分布图；同一个数，得到同一张分布图。</translation>
    </message>
    <message>
        <source>Averaged weights</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>BatchNorm</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Brightness is multiplied by 1 plus or minus up to this.</source>
        <translation>亮度乘以 1 加减不超过此值的一个数。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Colours changed</source>
        <translation>改变颜色</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Contrast is multiplied by 1 plus or minus up to this.</source>
        <translation>对比度乘以 1 加减不超过此值的一个数。</translation>
    </message>
    <message>
        <source>Counted time</source>
        <translation>计时方式</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Drawing seed</source>
        <translation>绘制种子</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Every image is brought to this square size. Larger shows more detail and costs time with its square.</source>
        <translation>每张图片都会变成这个边长的正方形。越大细节越多，所需时间随边长的平方增长。</translation>
    </message>
    <message>
        <source>Features h</source>
        <translation>特征 h</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Highest step size; it warms up to it and falls along a cosine to zero. Too high, and the loss jumps.</source>
        <translation>最大的步长；先预热升到此值，再沿余弦曲线降到零。太高的话，损失会剧烈跳动。</translation>
    </message>
    <message>
        <source>How many Shapes are drawn for training, or the most that are taken from a folder (0 takes all).</source>
        <translation>绘制多少张图形用于训练，或最多从文件夹中取多少张图片（0 表示全取）。</translation>
    </message>
    <message>
        <source>How many nearest images each point is tied to. Few show small groups, many the large order.</source>
        <translation>每个点与多少张最近的图片相连。少则显出小群体，多则显出整体格局。</translation>
    </message>
    <message>
        <source>How many test images become points, the first ones; all where there are fewer. Ten thousand take about half a minute for the three maps, a hundred thousand some minutes.</source>
        <translation>把多少张测试图片变成点，从第一张取起；不足则全取。一万张画三幅分布图约需半分钟，十万张要几分钟。</translation>
    </message>
    <message>
        <source>How many threads of the processor compute. Empty (auto): the quickest number is found while it trains, also beside other programs; with a budget in epochs it stays as it is, so that the run is repeatable bit for bit.</source>
        <translation>处理器用多少个线程计算。留空（自动）：训练时找出最快的线程数，即使有其他程序在运行。以轮数为预算时线程数不变，运行便可逐位重现。</translation>
    </message>
    <message>
        <source>How near points may come to each other: 0 packs groups tightly, 0.5 spreads them evenly.</source>
        <translation>点与点之间可以靠得多近：0 让群体紧紧聚拢，0.5 让它们均匀散开。</translation>
    </message>
    <message>
        <source>How often a view is blurred (sigma 0.1 to 2 px). Images below 64 px are never blurred.</source>
        <translation>视图被模糊的概率（sigma 为 0.1 到 2 像素）。小于 64 像素的图片从不模糊。</translation>
    </message>
    <message>
        <source>How often a view is mirrored left to right.</source>
        <translation>视图左右镜像的概率。</translation>
    </message>
    <message>
        <source>How often a view loses its colours altogether.</source>
        <translation>视图完全失去颜色的概率。</translation>
    </message>
    <message>
        <source>How often the colours of a view are changed. Without it the network may match images by colour alone.</source>
        <translation>视图的颜色被改变的概率。不改变颜色，网络可能只凭颜色就把图片配成对。</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Hue turns by up to this share of the colour circle; 0.5 reaches every colour.</source>
        <translation>色相在色环上最多转过这个比例；0.5 可以转到任何颜色。</translation>
    </message>
    <message>
        <source>Image side</source>
        <translation>图片边长</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片数</translation>
    </message>
    <message>
        <source>Images per step. Each must find its partner among 2 x batch - 1 views.</source>
        <translation>每一步的图片数。每个视图都要在 2 × 批大小 − 1 个视图中找到自己的配对视图。</translation>
    </message>
    <message>
        <source>Images that are never trained on; every accuracy is measured on them (0 takes all of a folder).</source>
        <translation>从不用于训练的图片；所有准确率都在它们上面测量（0 表示取文件夹中的全部）。</translation>
    </message>
    <message>
        <source>Largest crop</source>
        <translation>最大裁剪</translation>
    </message>
    <message>
        <source>Layers of the projection head</source>
        <translation>投影头的层数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Least distance</source>
        <translation>最小距离</translation>
    </message>
    <message>
        <source>Length of z, the vector that the loss compares. It is thrown away after training.</source>
        <translation>z 的长度，即损失所比较的向量的长度。训练之后 z 会被丢弃。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Low values focus on the hardest negatives; high values weight all negatives equally.</source>
        <translation>值小时主要看最难区分的负样本；值大时对所有负样本一视同仁。</translation>
    </message>
    <message>
        <source>Made grey</source>
        <translation>变为灰度</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>NT-Xent is SimCLR&apos;s loss. The decoupled loss (DCL) leaves the partner out of the denominator, which helps small batches.</source>
        <translation>NT-Xent 是 SimCLR 的损失。解耦损失（DCL）把配对视图从分母中去掉，对小批量有帮助。</translation>
    </message>
    <message>
        <source>Names, with commas between them; images of other classes are left out. Empty takes all.</source>
        <translation>类别名称，用英文逗号隔开；其他类别的图片会被略去。留空表示全部。</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>近邻数</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Output of the projection head</source>
        <translation>投影头的输出维数</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Passes over the training images. They replace the time and make the run repeatable bit for bit.</source>
        <translation>把训练图片完整过多少遍。它取代训练时间，并让运行可以逐位重现。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Pulls the weights towards zero, which keeps the network simple.</source>
        <translation>把权重拉向零，让网络保持简单。</translation>
    </message>
    <message>
        <source>Reproducible draws the same map every time, on one processor core. Fast uses all of them, and no two maps are quite alike.</source>
        <translation>reproducible（可重现）每次都画出同一张分布图，只用一个处理器核心。fast（快速）使用全部核心，但没有两张分布图完全相同。</translation>
    </message>
    <message>
        <source>SGD with Nesterov momentum 0.9, AdamW, or LARS, which keeps batches of thousands steady.</source>
        <translation>带 0.9 Nesterov 动量的 SGD、AdamW，或 LARS（批大小上千时也能保持稳定）。</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Saturation is multiplied by 1 plus or minus up to this.</source>
        <translation>饱和度乘以 1 加减不超过此值的一个数。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Shapes are drawn by the program, nothing is downloaded. A folder holds your own images. The others are published data sets, which are downloaded when you ask for it.</source>
        <translation>shapes（图形）由程序自己绘制，不需要下载。folder（文件夹）是您自己的图片。其余是公开数据集，您要求时才会下载。</translation>
    </message>
    <message>
        <source>Share of the budget in which the learning rate climbs from zero.</source>
        <translation>学习率从零升起的阶段占预算的比例。</translation>
    </message>
    <message>
        <source>Share of the image&apos;s area that a random crop keeps at least. Small crops make the task hard.</source>
        <translation>随机裁剪至少保留图片面积的这个比例。裁剪得小，任务就难。</translation>
    </message>
    <message>
        <source>Share of the image&apos;s area that a random crop keeps at most.</source>
        <translation>随机裁剪最多保留图片面积的这个比例。</translation>
    </message>
    <message>
        <source>Share that a running average of the encoder&apos;s weights keeps at every step (EMA). Scores and maps are then of the average; 0 takes the weights themselves. It changed nothing measurable in short runs.</source>
        <translation>编码器权重的滑动平均在每一步保留的比例（EMA）。得分和分布图随之用平均后的权重；0 表示直接用权重本身。在短时间的运行中，它没有带来可测量的变化。</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>最小裁剪</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>主干起始层（stem）</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>The encoder. Deeper networks learn more and cost more; the thin ones have a quarter of the width and make a demonstration possible without a graphics card.</source>
        <translation>编码器。更深的网络学得更多，开销也更大；带 thin（窄）的网络只有四分之一的宽度，没有显卡也能演示。</translation>
    </message>
    <message>
        <source>The same number draws the same Shapes and picks the same subset of a folder.</source>
        <translation>同一个数会绘制同样的图形，也会从文件夹中选出同样的子集。</translation>
    </message>
    <message>
        <source>The same number starts from the same weights and draws the same views.</source>
        <translation>同一个数会从同样的权重开始，并抽取同样的视图。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>Training time; pauses do not count. The learning rate reaches zero when it is used up.</source>
        <translation>训练时间；暂停不计。时间用完时，学习率降到零。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>What h holds the averages of: the maps of the last stage, as in the paper, or (multi-scale) those of stages 2, 3 and 4 side by side. Earlier maps are learned sooner, which helps short trainings on photographs.</source>
        <translation>h 由哪些特征图的平均值组成：最后一个阶段的（如论文所述），或（multi-scale）第 2、3、4 阶段的并列在一起。较早的特征图学得更快，有助于在照片上的短时间训练。</translation>
    </message>
    <message>
        <source>Where several processes train together: each takes the statistics of its own share, or of the whole batch.</source>
        <translation>多个进程一起训练时：各自统计自己的那一份，还是统计整个批量。</translation>
    </message>
    <message>
        <source>Which images of STL-10 are learned from: its 5,000 with a class, its 100,000 without, or all of them.</source>
        <translation>用 STL-10 的哪些图片学习：有类别的 5,000 张、没有类别的 100,000 张，还是全部。</translation>
    </message>
    <message>
        <source>Which seconds count: those of the clock, or those in which the processor computed for this training. Beside other programs the latter are fewer, and the training goes on for longer to make up for it.</source>
        <translation>计算哪种秒数：时钟的秒数，还是处理器真正用于本次训练的秒数。与其他程序同时运行时，后者较少，训练会相应地持续更久。</translation>
    </message>
    <message>
        <source>Width of its inner layers. None takes the width of h.</source>
        <translation>内部各层的宽度。“无”表示与 h 同宽。</translation>
    </message>
    <message>
        <source>Width of the projection head</source>
        <translation>投影头的宽度</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>auto takes a graphics card that works, else the CPU.</source>
        <translation>auto 使用能正常工作的显卡，没有则用 CPU。</translation>
    </message>
    <message>
        <source>auto times float32 and half precision on this machine and takes the faster one.</source>
        <translation>auto 在这台机器上给 float32 和半精度计时，取较快的一个。</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>empty, or 100 to 1,000 on a GPU</source>
        <translation>留空，或在 GPU 上 100 到 1,000</translation>
    </message>
    <message>
        <source>images</source>
        <translation>张</translation>
    </message>
    <message>
        <source>last-stage; multi-scale for photographs on a CPU</source>
        <translation>last-stage；在 CPU 上训练照片时用 multi-scale</translation>
    </message>
    <message>
        <source>local; synchronised for small shares on GPUs</source>
        <translation>local；GPU 上每份很小时用 synchronised</translation>
    </message>
    <message>
        <source>none (as wide as h)</source>
        <translation>无（与 h 同宽）</translation>
    </message>
    <message>
        <source>nt-xent; dcl for small batches</source>
        <translation>nt-xent；小批量用 dcl</translation>
    </message>
    <message>
        <source>only with your own images</source>
        <translation>只在用您自己的图片时</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>reproducible</source>
        <translation>reproducible（可重现）</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>sgd; lars from a batch of 1,024 on</source>
        <translation>sgd；批大小从 1,024 起用 lars</translation>
    </message>
    <message>
        <source>shapes for a demonstration</source>
        <translation>演示时用 shapes（图形）</translation>
    </message>
    <message>
        <source>thin on a CPU, ResNet-18 or 50 on a GPU</source>
        <translation>CPU 上用窄网络，GPU 上用 ResNet-18 或 50</translation>
    </message>
    <message>
        <source>train+unlabeled</source>
        <translation>train+unlabeled</translation>
    </message>
    <message>
        <source>Dense layers of g, with ReLU between them. 0 takes no head: the loss then compares h itself.</source>
        <translation>g 的全连接层数，层间用 ReLU。0 表示没有投影头：损失直接比较 h。</translation>
    </message>
    <message>
        <source>The first layer. auto: thin networks 3x3 stride 2; others 3x3 stride 1 below 64 px (a 7x7 stride-2 stem with pooling would cost 15 to 20 points there) and the 7x7 stem with max pooling from 64 px on. Other programs know two more: 3x3 stride 1 with padding 2, and without ReLU.</source>
        <translation>第一层。auto：窄网络用 3x3、步幅 2；其他网络在 64 像素以下用 3x3、步幅 1（此时若用 7x7、步幅 2 并带池化的起始层，会损失 15 到 20 个百分点），从 64 像素起用带最大池化的 7x7 起始层。其他程序还有两种：3x3、步幅 1、填充 2，以及不带 ReLU 的。</translation>
    </message>
</context>
<context>
    <name>shapes</name>
    <message>
        <source>circle</source>
        <translation>圆形</translation>
    </message>
    <message>
        <source>square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <source>triangle</source>
        <translation>三角形</translation>
    </message>
    <message>
        <source>star</source>
        <translation>星形</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>十字</translation>
    </message>
    <message>
        <source>crescent</source>
        <translation>月牙</translation>
    </message>
    <message>
        <source>heart</source>
        <translation>心形</translation>
    </message>
    <message>
        <source>hexagon</source>
        <translation>六边形</translation>
    </message>
    <message>
        <source>arrow</source>
        <translation>箭头</translation>
    </message>
</context>
<context>
    <name>sharing</name>
    <message>
        <source>Trained for {time}, {epochs:.1f} epochs</source>
        <translation>训练 {time}，{epochs:.1f} 轮</translation>
    </message>
    <message>
        <source>Recognises unseen images</source>
        <translation>识别没见过的图片</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>Thin lines: 95 % intervals.</source>
        <translation>细线：95 % 区间。</translation>
    </message>
    <message>
        <source>The network CHANGED during the test: do not trust these numbers.</source>
        <translation>网络在测试中发生了变化：请勿相信这些数字。</translation>
    </message>
    <message>
        <source>SimCLR&apos;s map, coloured by class</source>
        <translation>按类别着色的 SimCLR 分布图</translation>
    </message>
    <message>
        <source>An image with the bars, the map and what was found, to paste into a chat</source>
        <translation>一张含条形图、分布图和结论的图片，可粘贴到聊天中</translation>
    </message>
    <message>
        <source>There is no result: scores need images of two classes or more</source>
        <translation>没有结果：评分需要两个或更多类别的图片</translation>
    </message>
    <message>
        <source>There is no result yet: train first, and let the features be tested</source>
        <translation>还没有结果：请先训练，并等待特征测试完成</translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Linear evaluation on %Ln test images.</source>
        <translation>
            <numerusform>在 %Ln 张测试图片上做线性评估。</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported: {file}</source>
        <translation>导入自 {file}</translation>
    </message>
    <message>
        <source>Map of the imported encoder, coloured by class</source>
        <translation>按类别着色的导入编码器分布图</translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>Press Start: the network learns to recognise images without being told what they show.</source>
        <translation>按“开始”：网络会学着识别图片，而不用告诉它图片里是什么。</translation>
    </message>
    <message>
        <source>Opening the run…</source>
        <translation>正在打开运行…</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>The first step is being computed…</source>
        <translation>正在计算第一步…</translation>
    </message>
    <message>
        <source>Training…</source>
        <translation>正在训练…</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>已暂停。</translation>
    </message>
    <message>
        <source>Stopping: the step in progress is completed first, then the network is saved.</source>
        <translation>正在停止：先完成正在进行的一步，然后保存网络。</translation>
    </message>
    <message>
        <source>Training is over. The features are being tested on images the network has never seen…</source>
        <translation>训练结束。正在用网络从未见过的图片测试特征…</translation>
    </message>
    <message>
        <source>Training is over. The maps are being drawn…</source>
        <translation>训练结束。正在绘制分布图…</translation>
    </message>
    <message>
        <source>Trained. These images have no classes, so nothing is scored; the map shows what lies together.</source>
        <translation>已训练。这些图片没有类别，所以不评分；分布图显示哪些图片彼此靠近。</translation>
    </message>
    <message>
        <source>Trained, but not tested yet.</source>
        <translation>已训练，但还没有测试。</translation>
    </message>
    <message>
        <source>Stopped before the first step: nothing was learned.</source>
        <translation>在第一步之前就停止了：什么也没有学到。</translation>
    </message>
    <message>
        <source>The training could not start.</source>
        <translation>训练无法开始。</translation>
    </message>
    <message>
        <source>The run ended early. What was saved is safe.</source>
        <translation>运行提前结束。已保存的内容是安全的。</translation>
    </message>
    <message>
        <source>The pairs as the network sees them.</source>
        <translation>网络眼中的配对视图。</translation>
    </message>
    <message>
        <source>What each layer makes of an image.</source>
        <translation>每一层从图片中得到什么。</translation>
    </message>
    <message>
        <source>All test images, laid out by what the network makes of them.</source>
        <translation>所有测试图片，按网络对它们的理解排布。</translation>
    </message>
    <message>
        <source>What the features are worth.</source>
        <translation>特征的价值。</translation>
    </message>
    <message>
        <source>Paused. The map appears when training resumes.</source>
        <translation>已暂停。训练继续后会出现分布图。</translation>
    </message>
    <message>
        <source>No maps have been drawn of this run. Testing it draws them.</source>
        <translation>此运行尚未绘制分布图。测试时会绘制。</translation>
    </message>
    <message>
        <source>The map comes after the test.</source>
        <translation>分布图在测试之后绘制。</translation>
    </message>
    <message>
        <source>Every test image becomes a point here. As the network learns, images that it finds alike gather, although nobody tells it what they show.</source>
        <translation>每张测试图片是这里的一个点。网络边学边把它觉得相似的图片聚到一起，而没有人告诉它图上是什么。</translation>
    </message>
    <message>
        <source>The maps are being drawn…</source>
        <translation>正在绘制分布图…</translation>
    </message>
    <message>
        <source>No maps have been drawn of this run.</source>
        <translation>这个运行还没有绘制分布图。</translation>
    </message>
    <message>
        <source>Another process is training this run; its network can be looked into afterwards.</source>
        <translation>另一个进程正在训练这个运行；之后可以查看它的网络。</translation>
    </message>
    <message>
        <source>Scores and maps come when training is over.</source>
        <translation>训练结束后会有得分和分布图。</translation>
    </message>
    <message>
        <source>Another process is training this run.</source>
        <translation>另一个进程正在训练这个运行。</translation>
    </message>
    <message>
        <source>The map appears with the first steps of the training.</source>
        <translation>训练开始后几步就会出现分布图。</translation>
    </message>
    <message>
        <source>The first look into the network comes in a few seconds…</source>
        <translation>几秒钟后就能第一次看到网络内部…</translation>
    </message>
    <message>
        <source>Paused. The first look into the network comes when training resumes.</source>
        <translation>已暂停。继续训练后就能看到网络内部。</translation>
    </message>
    <message>
        <source>The network can be looked into once it is saved.</source>
        <translation>网络保存之后即可查看。</translation>
    </message>
    <message>
        <source>The network can be looked into when the test is over.</source>
        <translation>测试结束后可以查看网络内部。</translation>
    </message>
    <message>
        <source>The network can be looked into when the maps are drawn.</source>
        <translation>分布图绘制完成后即可查看网络。</translation>
    </message>
    <message>
        <source>Opening the network…</source>
        <translation>正在打开网络…</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Test it now</source>
        <translation>现在测试</translation>
    </message>
    <message>
        <source>Imported, but not tested yet: test it to see what its features are worth here.</source>
        <translation>已导入，但还没有测试：测试后可以看到它的特征在这里有多大用处。</translation>
    </message>
    <message>
        <source>The features are being tested…</source>
        <translation>正在测试特征…</translation>
    </message>
</context>
<context>
    <name>table</name>
    <message>
        <source>As text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>For a spreadsheet (TSV)</source>
        <translation>电子表格（TSV）</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>As LaTeX</source>
        <translation>LaTeX</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>A network will look at these images. Nobody tells it what they show.</source>
        <translation>网络将看到这些图片。没有人告诉它图上是什么。</translation>
    </message>
    <message>
        <source>It sees every image twice, changed at random, and must find which two belong together.</source>
        <translation>每张图片它会看到两次，每次都有随机变化；它要找出哪两张是一对。</translation>
    </message>
    <message>
        <source>Now it learns. Each point is an image it has never seen: those it finds alike gather.</source>
        <translation>它开始学习了。每个点是一张它没见过的图片：它觉得相似的聚到一起。</translation>
    </message>
    <message>
        <source>This is what its layers make of an image, right now.</source>
        <translation>这是此刻它的各层从一张图片中看到的东西。</translation>
    </message>
    <message>
        <source>Is it any good? Unseen images are recognised from what it has learned.</source>
        <translation>学得怎么样？用它学到的东西来识别没见过的图片。</translation>
    </message>
    <message>
        <source>And if the colours stay as they are? The same training again.</source>
        <translation>如果颜色保持不变呢？同样再训练一次。</translation>
    </message>
    <message>
        <source>Look through them: ten kinds of figures, in all colours.</source>
        <translation>看一看：十种图形，各种颜色。</translation>
    </message>
    <message>
        <source>Move a slider: the changes become stronger or weaker.</source>
        <translation>移动滑块：变化会变强或变弱。</translation>
    </message>
    <message>
        <source>Point at a dot to see its image. Watch the bars at the right.</source>
        <translation>指向一个点，可以看到它的图片。留意右边的横条。</translation>
    </message>
    <message>
        <source>Choose another layer: the later, the less it looks like the image.</source>
        <translation>换一层看看：越靠后，越不像原来的图片。</translation>
    </message>
    <message>
        <source>Drop an image of your own on the window: it lands among the others.</source>
        <translation>把自己的图片拖到窗口里：它会落到相似的图片之间。</translation>
    </message>
    <message>
        <source>Every dot has its image&apos;s own colour. Compare the two maps.</source>
        <translation>每个点用它图片本身的颜色。比较这两张分布图。</translation>
    </message>
</context>
<context>
    <name>verdict</name>
    <message>
        <source>Just begun: a view finds its partner {top1:.0f} % of the time; chance is {chance:.1f} %.</source>
        <translation>刚刚开始：视图有 {top1:.0f} % 的机会找到配对视图；随机猜测为 {chance:.1f} %。</translation>
    </message>
    <message>
        <source>A view finds its partner {top1:.0f} % of the time; chance is {chance:.1f} %.</source>
        <translation>视图有 {top1:.0f} % 的机会找到配对视图；随机猜测为 {chance:.1f} %。</translation>
    </message>
    <message>
        <source>A view finds its partner {top1:.0f} % of the time, at the start {first:.0f} %; chance is {chance:.1f} %.</source>
        <translation>视图有 {top1:.0f} % 的机会找到配对视图，开始时为 {first:.0f} %；随机猜测为 {chance:.1f} %。</translation>
    </message>
    <message>
        <source>Learning: the loss is {way:.0f} % of the way to perfect pairs.</source>
        <translation>正在学习：从随机猜测到完美配对，损失已走完 {way:.0f} % 的路程。</translation>
    </message>
    <message>
        <source>The loss came {way:.0f} % of the way to perfect pairs.</source>
        <translation>从随机猜测到完美配对，损失走完了 {way:.0f} % 的路程。</translation>
    </message>
    <message>
        <source>The loss stands still, {way:.0f} % of the way to perfect pairs.</source>
        <translation>损失停滞不前：从随机猜测到完美配对，停在 {way:.0f} % 处。</translation>
    </message>
    <message>
        <source>It recognises about {ours:.0f} % of unseen images so far, PCA {theirs:.0f} %.</source>
        <translation>目前约能认出 {ours:.0f} % 的未见过的图片，PCA 为 {theirs:.0f} %。</translation>
    </message>
    <message>
        <source>It recognises about {ours:.0f} % of unseen images; it overtook PCA ({theirs:.0f} %) after {time}.</source>
        <translation>约认出 {ours:.0f} % 的未见过的图片；{time}后超过了 PCA（{theirs:.0f} %）。</translation>
    </message>
    <message>
        <source>No better than chance yet. Usually the learning rate is too high: stop, halve it, start again.</source>
        <translation>还不比随机猜测好。通常是学习率太高：停止，减半，再开始。</translation>
    </message>
    <message>
        <source>Collapsed: all images look alike to it (cosine {cosine:.2f}). If that lasts, stop and start again with a lower learning rate.</source>
        <translation>坍缩：所有图片在它看来都一样（余弦 {cosine:.2f}）。如果一直这样，请停止并用更低的学习率重新开始。</translation>
    </message>
    <message>
        <source>Worse than chance: the weights have diverged. Stop and start again with a lower learning rate.</source>
        <translation>比随机猜测还差：权重已经发散。请停止并用更低的学习率重新开始。</translation>
    </message>
    <message>
        <source>Slow: other programs use the processor ({share:.0f} % of its usual speed).</source>
        <translation>速度慢：其他程序占用处理器（只有平时速度的 {share:.0f} %）。</translation>
    </message>
    <message>
        <source>Slow: other programs use the processor (it waits {share:.0f} % of the time).</source>
        <translation>速度慢：其他程序占用处理器（有 {share:.0f} % 的时间在等待）。</translation>
    </message>
    <message>
        <source>It was better before: the learning rate is too high. It may recover as the rate falls; else start again with a lower one.</source>
        <translation>之前更好：学习率太高。随着学习率下降，它也许会恢复；否则请用更低的学习率重新开始。</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>thin {network}</source>
        <translation>窄 {network}</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>A folder of images</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>unlabeled</source>
        <translation>无标签集</translation>
    </message>
    <message>
        <source>train and unlabeled</source>
        <translation>训练集和无标签集</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>3×3, stride 2 (thin)</source>
        <translation>3×3，步幅 2（窄）</translation>
    </message>
    <message>
        <source>3×3, stride 1 (small)</source>
        <translation>3×3，步幅 1（小图）</translation>
    </message>
    <message>
        <source>7×7, pooled (ImageNet)</source>
        <translation>7×7，带池化（ImageNet）</translation>
    </message>
    <message>
        <source>of the clock</source>
        <translation>按时钟</translation>
    </message>
    <message>
        <source>of computing</source>
        <translation>按计算时间</translation>
    </message>
    <message>
        <source>local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>synchronised</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>CUDA (GPU)</source>
        <translation>CUDA（显卡）</translation>
    </message>
    <message>
        <source>Metal (Mac)</source>
        <translation>Metal（Mac）</translation>
    </message>
    <message>
        <source>reproducible</source>
        <translation>可重复</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>untrained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>主干起始层（stem）</translation>
    </message>
    <message>
        <source>h, the features</source>
        <translation>h，特征</translation>
    </message>
    <message>
        <source>z, the projection</source>
        <translation>z，投影</translation>
    </message>
    <message>
        <source>Stage {stage}, block {block}</source>
        <translation>阶段 {stage}，块 {block}</translation>
    </message>
    <message>
        <source>{number}th</source>
        <translation>第 {number}</translation>
    </message>
    <message>
        <source>{number}st</source>
        <translation>第 {number}</translation>
    </message>
    <message>
        <source>{number}nd</source>
        <translation>第 {number}</translation>
    </message>
    <message>
        <source>{number}rd</source>
        <translation>第 {number}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %Ln threads</source>
        <translation>
            <numerusform>CPU，%Ln 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>3×3, stride 1, padding 2</source>
        <translation>3×3，步幅 1，填充 2</translation>
    </message>
    <message>
        <source>3×3, stride 1, no ReLU</source>
        <translation>3×3，步幅 1，无 ReLU</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入的</translation>
    </message>
</context>
</TS>
