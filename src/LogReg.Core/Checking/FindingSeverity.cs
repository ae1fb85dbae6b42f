namespace LogReg.Checking;

/// <summary>How much a finding matters, in ascending order.</summary>
public enum FindingSeverity
{
    /// <summary>For information; training handles it.</summary>
    Information,

    /// <summary>A model can be trained, but it may perform worse than it seems, or some coefficients may be meaningless.</summary>
    Warning,

    /// <summary>Training would fail, or the estimates would not exist.</summary>
    Error,
}
