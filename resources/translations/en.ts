<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CheckpointSlider</name>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>after %Ln step</numerusform>
            <numerusform>after %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%Ln settings differ.</source>
        <translation>
            <numerusform>%Ln setting differs.</numerusform>
            <numerusform>%Ln settings differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test images of {classes}: {right:,} predicted correctly, {wrong:,} not.</source>
        <translation>
            <numerusform>%Ln test image of {classes}: {right:,} predicted correctly, {wrong:,} not.</numerusform>
            <numerusform>%Ln test images of {classes}: {right:,} predicted correctly, {wrong:,} not.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CurvesCard</name>
    <message numerus="yes">
        <source>mean of %Ln points</source>
        <translation>
            <numerusform>mean of %Ln point</numerusform>
            <numerusform>mean of %Ln points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvaluationLesson</name>
    <message numerus="yes">
        <source>{data}: SimCLR {simclr:.1f} %, PCA {pca:.1f} % on %Ln unseen images; the network was {proof}.</source>
        <translation>
            <numerusform>{data}: SimCLR {simclr:.1f} %, PCA {pca:.1f} % on %Ln unseen image; the network was {proof}.</numerusform>
            <numerusform>{data}: SimCLR {simclr:.1f} %, PCA {pca:.1f} % on %Ln unseen images; the network was {proof}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderLine</name>
    <message numerus="yes">
        <source>%Ln images to train on, {test:,} for the test, {classes}.</source>
        <translation>
            <numerusform>%Ln image to train on, {test:,} for the test, {classes}.</numerusform>
            <numerusform>%Ln images to train on, {test:,} for the test, {classes}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message numerus="yes">
        <source>{nearest}: %Ln images.</source>
        <translation>
            <numerusform>{nearest}: %Ln image.</numerusform>
            <numerusform>{nearest}: %Ln images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{nearest}: %Ln images, {same} of its class.</source>
        <translation>
            <numerusform>{nearest}: %Ln image, {same} of its class.</numerusform>
            <numerusform>{nearest}: %Ln images, {same} of its class.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImagesCard</name>
    <message numerus="yes">
        <source>{run} recognises %Ln test images that {other} gets wrong.</source>
        <translation>
            <numerusform>{run} recognises %Ln test image that {other} gets wrong.</numerusform>
            <numerusform>{run} recognises %Ln test images that {other} gets wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LooksCard</name>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>after %Ln step</numerusform>
            <numerusform>after %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message numerus="yes">
        <source>After %Ln steps</source>
        <translation>
            <numerusform>After %Ln step</numerusform>
            <numerusform>After %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>Live, after %Ln steps: images that the network finds similar lie together.</source>
        <translation>
            <numerusform>Live, after %Ln step: images that the network finds similar lie together.</numerusform>
            <numerusform>Live, after %Ln steps: images that the network finds similar lie together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Live, after %Ln steps: unseen images, coloured by class.</source>
        <translation>
            <numerusform>Live, after %Ln step: unseen images, coloured by class.</numerusform>
            <numerusform>Live, after %Ln steps: unseen images, coloured by class.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Live, after %Ln steps: unseen images, coloured by class. The network never sees a class label.</source>
        <translation>
            <numerusform>Live, after %Ln step: unseen images, coloured by class. The network never sees a class label.</numerusform>
            <numerusform>Live, after %Ln steps: unseen images, coloured by class. The network never sees a class label.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SimCLR&apos;s map after %Ln steps. The other maps do not change with its training.</source>
        <translation>
            <numerusform>SimCLR&apos;s map after %Ln step. The other maps do not change with its training.</numerusform>
            <numerusform>SimCLR&apos;s map after %Ln steps. The other maps do not change with its training.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>after %Ln step</numerusform>
            <numerusform>after %Ln steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {count:,} test images were misclassified. Click a number to see them.</source>
        <translation>
            <numerusform>%Ln of {count:,} test images was misclassified. Click a number to see it.</numerusform>
            <numerusform>%Ln of {count:,} test images were misclassified. Click a number to see them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MistakesView</name>
    <message numerus="yes">
        <source>%Ln images: {captions}.</source>
        <translation>
            <numerusform>%Ln image: {captions}.</numerusform>
            <numerusform>%Ln images: {captions}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message numerus="yes">
        <source>Similarity of %Ln pairs: partners {alike:z.2f} on average.</source>
        <translation>
            <numerusform>Similarity of %Ln pair: partners {alike:z.2f}.</numerusform>
            <numerusform>Similarity of %Ln pairs: partners {alike:z.2f} on average.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Similarity of %Ln pairs: partners {alike:z.2f} on average, views of other images {apart:z.2f}.</source>
        <translation>
            <numerusform>Similarity of %Ln pair: partners {alike:z.2f} on average, views of other images {apart:z.2f}.</numerusform>
            <numerusform>Similarity of %Ln pairs: partners {alike:z.2f} on average, views of other images {apart:z.2f}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %Ln steps</source>
        <translation>
            <numerusform>After %Ln step</numerusform>
            <numerusform>After %Ln steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{when}, %Ln of {views} views of {whose} are closest to their partner.</source>
        <translation>
            <numerusform>{when}, %Ln of {views} views of {whose} is closest to its partner.</numerusform>
            <numerusform>{when}, %Ln of {views} views of {whose} are closest to their partner.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>after %Ln step</numerusform>
            <numerusform>after %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message numerus="yes">
        <source>An unseen pair after %Ln steps</source>
        <translation>
            <numerusform>An unseen pair after %Ln step</numerusform>
            <numerusform>An unseen pair after %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message numerus="yes">
        <source>%Ln trainings.</source>
        <translation>
            <numerusform>%Ln training.</numerusform>
            <numerusform>%Ln trainings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln trainings take an unknown time.</source>
        <translation>
            <numerusform>%Ln training takes an unknown time.</numerusform>
            <numerusform>%Ln trainings take an unknown time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanningRequests</name>
    <message numerus="yes">
        <source>%Ln trainings added to the queue.</source>
        <translation>
            <numerusform>%Ln training added to the queue.</numerusform>
            <numerusform>%Ln trainings added to the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecognitionCard</name>
    <message numerus="yes">
        <source>%Ln test images. The network is unchanged (checked).</source>
        <translation>
            <numerusform>%Ln test image. The network is unchanged (checked).</numerusform>
            <numerusform>%Ln test images. The network is unchanged (checked).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test images. The network CHANGED during the test: do not trust these numbers.</source>
        <translation>
            <numerusform>%Ln test image. The network CHANGED during the test: do not trust these numbers.</numerusform>
            <numerusform>%Ln test images. The network CHANGED during the test: do not trust these numbers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>Classes: {classes} and %Ln more.</source>
        <translation>
            <numerusform>Classes: {classes} and one more.</numerusform>
            <numerusform>Classes: {classes} and %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message numerus="yes">
        <source>Estimated during training, from %Ln unseen images.</source>
        <translation>
            <numerusform>Estimated during training, from %Ln unseen image.</numerusform>
            <numerusform>Estimated during training, from %Ln unseen images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Estimated during training, from %Ln unseen images; the exact test comes at the end.</source>
        <translation>
            <numerusform>Estimated during training, from %Ln unseen image; the exact test comes at the end.</numerusform>
            <numerusform>Estimated during training, from %Ln unseen images; the exact test comes at the end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Linear evaluation on %Ln test images. kNN: {knn:.1f} %. {proof}</source>
        <translation>
            <numerusform>Linear evaluation on %Ln test image. kNN: {knn:.1f} %. {proof}</numerusform>
            <numerusform>Linear evaluation on %Ln test images. kNN: {knn:.1f} %. {proof}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunLook</name>
    <message numerus="yes">
        <source>After %Ln steps</source>
        <translation>
            <numerusform>After %Ln step</numerusform>
            <numerusform>After %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message numerus="yes">
        <source>%Ln runs found.</source>
        <translation>
            <numerusform>%Ln run found.</numerusform>
            <numerusform>%Ln runs found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs.</source>
        <translation>
            <numerusform>%Ln run.</numerusform>
            <numerusform>%Ln runs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln runs archived. Tick Archived to see them.</source>
        <translation>
            <numerusform>%Ln run archived. Tick Archived to see it.</numerusform>
            <numerusform>%Ln runs archived. Tick Archived to see them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionPanel</name>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %Ln epochs in {time} here.</source>
        <translation>
            <numerusform>About %Ln epoch in {time} here.</numerusform>
            <numerusform>About %Ln epochs in {time} here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tidying</name>
    <message numerus="yes">
        <source>Tags for %Ln runs, with commas between them:</source>
        <translation>
            <numerusform>Tags for %Ln run, with commas between them:</numerusform>
            <numerusform>Tags for %Ln runs, with commas between them:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashQuestion</name>
    <message numerus="yes">
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>features</name>
    <message numerus="yes">
        <source>%Ln of them are silent and come last.</source>
        <translation>
            <numerusform>%Ln of them is silent and comes last.</numerusform>
            <numerusform>%Ln of them are silent and come last.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are silent.</source>
        <translation>
            <numerusform>%Ln of them is silent.</numerusform>
            <numerusform>%Ln of them are silent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %Ln steps</source>
        <translation>
            <numerusform>after %Ln step</numerusform>
            <numerusform>after %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>finding</name>
    <message numerus="yes">
        <source>No proof that it is better than PCA: {ours} against {theirs}, and %Ln test images are too few to tell (± {margin:.0f} points).</source>
        <translation>
            <numerusform>No proof that it is better than PCA: {ours} against {theirs}, and %Ln test image is too few to tell (± {margin:.0f} points).</numerusform>
            <numerusform>No proof that it is better than PCA: {ours} against {theirs}, and %Ln test images are too few to tell (± {margin:.0f} points).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>maps</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes are hidden.</source>
        <translation>
            <numerusform>%Ln class is hidden.</numerusform>
            <numerusform>%Ln classes are hidden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images of {classes}</source>
        <translation>
            <numerusform>%Ln image of {classes}</numerusform>
            <numerusform>%Ln images of {classes}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message numerus="yes">
        <source>%Ln trainings of unknown length</source>
        <translation>
            <numerusform>%Ln training of unknown length</numerusform>
            <numerusform>%Ln trainings of unknown length</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message numerus="yes">
        <source>%Ln seeds</source>
        <translation>
            <numerusform>%Ln seed</numerusform>
            <numerusform>%Ln seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sharing</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Linear evaluation on %Ln test images.</source>
        <translation>
            <numerusform>Linear evaluation on %Ln test image.</numerusform>
            <numerusform>Linear evaluation on %Ln test images.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message numerus="yes">
        <source>CPU, %Ln threads</source>
        <translation>
            <numerusform>CPU, %Ln thread</numerusform>
            <numerusform>CPU, %Ln threads</numerusform>
        </translation>
    </message>
</context>
</TS>
