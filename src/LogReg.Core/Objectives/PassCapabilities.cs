namespace LogReg.Objectives;

/// <summary>What an implementation of passes over the rows offers beside losses and gradients.</summary>
[Flags]
internal enum PassCapabilities
{
    /// <summary>Nothing more: enough for L-BFGS and gradient descent.</summary>
    None = 0,

    /// <summary>The Hessian.</summary>
    Hessian = 1,

    /// <summary>Products with the Hessian.</summary>
    HessianProducts = 2,

    /// <summary>Batches of rows in random order.</summary>
    RowBatches = 4,

    /// <summary>Residuals of each row and products with single columns, for working sets of columns.</summary>
    WorkingSets = 8,

    /// <summary>The leverage of each row, for Firth's penalty.</summary>
    Leverages = 16,

    /// <summary>Sums in double-double arithmetic.</summary>
    ExtendedPrecision = 32,

    /// <summary>The search for directions that separate the classes.</summary>
    SeparationSearch = 64,

    /// <summary>Products of the scores of rows and clusters, for robust standard errors.</summary>
    Scores = 128,

    /// <summary>Everything.</summary>
    All = (2 * Scores) - 1,
}
