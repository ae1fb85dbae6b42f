namespace LogReg.Objectives;

/// <summary>Makes passes over the rows of a fit: on this machine or elsewhere.</summary>
internal interface IRowPassFactory
{
    /// <summary>What the passes are called in messages, such as "the fit on several machines".</summary>
    string Name { get; }

    /// <summary>What the passes can do.</summary>
    PassCapabilities Capabilities { get; }

    /// <summary>Makes the passes over some rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    IRowPasses Create(ClassificationData data, bool hasReference, int threads);
}
