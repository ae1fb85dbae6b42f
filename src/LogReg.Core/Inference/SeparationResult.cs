namespace LogReg.Inference;

/// <summary>What is proved about the existence of the maximum-likelihood estimate of a binary fit, and what is left of it where there is none.</summary>
internal sealed record SeparationResult
{
    /// <summary>The verdict.</summary>
    public required SeparationKind Kind { get; init; }

    /// <summary>γ, p standardised coefficients: (2y_i − 1)·x_iγ is positive on the separated rows and 0 on the others. Empty where nothing is separated.</summary>
    public required double[] Direction { get; init; }

    /// <summary>For each of the n rows whether γ puts it strictly on its own class's side; a row of weight 0 never is. Empty where nothing is separated.</summary>
    public required bool[] IsSeparatedRow { get; init; }

    /// <summary>How many rows are separated.</summary>
    public required long SeparatedRowCount { get; init; }

    /// <summary>
    /// A basis of the directions that the rows not separated do not determine, each of p values; those that the design matrix itself aliases are
    /// left out. A linear function of the coefficients has an estimate exactly if it is 0 on all of them.
    /// </summary>
    public required IReadOnlyList<double[]> FreeDirections { get; init; }

    /// <summary>p values: the estimates on the rows not separated; along <see cref="FreeDirections"/>, where there is none, they stay where the fit had stopped.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>The least upper bound of the likelihood as a loss: the sum of weighted losses in the limit, divided by the weights of all rows.</summary>
    public required double Loss { get; init; }

    /// <summary>n weights: the data's, and 0 on the separated rows. With them the information of the coefficients that have an estimate can be had.</summary>
    public required double[] Weights { get; init; }
}
