namespace LogReg.Checking;

/// <summary>How much a finding matters, in ascending order.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know; training copes with it.</summary>
    Information,

    /// <summary>A model can be trained, but it may be worse than it looks, or some of its coefficients may mean nothing.</summary>
    Warning,

    /// <summary>As it is, training fails or has no answer.</summary>
    Error,
}
