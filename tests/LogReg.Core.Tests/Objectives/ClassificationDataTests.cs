using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

public class ClassificationDataTests
{
    private static readonly DesignMatrix Design = ObjectiveSamples.CreateDesign([[1, 2]], [[0, 0], [0, 0]]);

    [Fact]
    public void Constructor_LengthsDiffer_Throws()
    {
        Assert.Throws<ArgumentException>(() => new ClassificationData(Design, [1], 2));
        Assert.Throws<ArgumentException>(() => new ClassificationData(Design, [1, 0], 2, weights: [1]));
        Assert.Throws<ArgumentException>(() => new ClassificationData(Design, [1, 0], 2, offsets: [1]));
        Assert.Throws<ArgumentException>(() => new ClassificationData(Design, [1, 0], 2, weights: [1, 1], offsets: [1]));
        Assert.Throws<ArgumentException>(() => new ClassificationData(Design, [1, 0], 2, weights: []));
    }

    [Fact]
    public void WeightSum_WithAndWithoutWeights_IsTheirSumOrTheRowCount()
    {
        Assert.Equal(2, new ClassificationData(Design, [1, 0], 2).WeightSum);
        Assert.Equal(3.5, new ClassificationData(Design, [1, 0], 2, [0.5, 3]).WeightSum);
    }
}
