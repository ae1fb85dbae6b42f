using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

/// <summary>Passes over rows in memory that say that they cannot do everything, as those of another place may not.</summary>
internal sealed class LimitedRowPassFactory : IRowPassFactory
{
    public string Name => "the fit of a test";

    public PassCapabilities Capabilities { get; init; } = PassCapabilities.Hessian | PassCapabilities.HessianProducts;

    /// <summary>How many passes were made.</summary>
    public int Made { get; private set; }

    public IRowPasses Create(ClassificationData data, bool hasReference, int threads)
    {
        Made++;
        return LocalRowPassFactory.Instance.Create(data, hasReference, threads);
    }
}
