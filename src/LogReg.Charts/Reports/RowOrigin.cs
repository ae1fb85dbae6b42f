namespace LogReg.Charts.Reports;

/// <summary>What rows were to a model before a report judged it on them.</summary>
internal enum RowOrigin
{
    /// <summary>Nobody can say: they come from a file, and so may training rows have done.</summary>
    Unknown,

    /// <summary>The coefficients were estimated from them.</summary>
    Training,

    /// <summary>They were held out of training.</summary>
    HeldOut,
}
