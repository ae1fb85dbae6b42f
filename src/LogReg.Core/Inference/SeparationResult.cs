using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>The proof on the existence of the maximum-likelihood estimate, and what remains of the estimate if it does not exist.</summary>
internal sealed record SeparationResult
{
    /// <summary>The verdict.</summary>
    public required SeparationKind Kind { get; init; }

    /// <summary>γ, p standardised coefficients, the equations one after the other: Zγ of <see cref="SeparationRows"/> is positive on the
    /// separated comparisons and 0 on the others. Empty where nothing is separated.</summary>
    public required double[] Direction { get; init; }

    /// <summary>For each comparison of <see cref="SeparationRows"/>, of two classes for each row, whether γ puts it strictly on its own
    /// class's side; a row of weight 0 never is. Empty where nothing is separated.</summary>
    public required bool[] IsSeparatedRow { get; init; }

    /// <summary>How many rows of data are separated from a class that they do not have.</summary>
    public required long SeparatedRowCount { get; init; }

    /// <summary>
    /// A basis of the directions that the comparisons not separated do not determine, each of p values; those that the design matrix itself
    /// aliases are left out. A linear function of the coefficients has an estimate exactly if it is 0 on all of them.
    /// </summary>
    public required IReadOnlyList<double[]> FreeDirections { get; init; }

    /// <summary>p values: the estimates on what is not separated; along <see cref="FreeDirections"/>, where there is none, they stay where
    /// the fit had stopped.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>The least upper bound of the likelihood as a loss: the sum of weighted losses in the limit, divided by the weights of all
    /// rows.</summary>
    public required double Loss { get; init; }

    /// <summary>The data without what is separated: its likelihood has a maximum. Of two classes separated rows weigh 0; of several, rows
    /// are without the classes that they are separated from.</summary>
    public required ClassificationData Limit { get; init; }

    /// <summary>All directions that lower no row's likelihood; <see langword="null"/> where nothing is separated, or it could not be
    /// settled what else is.</summary>
    public SeparationCone? Cone { get; init; }
}
