namespace LogReg.Features;

/// <summary>A feature that enters the log-odds as a number times a coefficient.</summary>
/// <param name="Name">The column's name; the coefficient's, too.</param>
/// <param name="ImputeWith">What stands in for a missing cell: the mean of the cells that are there.</param>
/// <param name="Mean">The (weighted) mean of the training rows, missing cells imputed.</param>
/// <param name="StandardDeviation">The (weighted) population standard deviation of the training rows, missing cells imputed; 0 for a constant.</param>
public sealed record NumericFeature(string Name, double ImputeWith, double Mean, double StandardDeviation) : Feature(Name)
{
    /// <summary>The smallest cell of the training rows; <see langword="null"/> if none was there, or if an older version wrote the model.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest cell of the training rows; <see langword="null"/> if none was there, or if an older version wrote the model.</summary>
    public double? Maximum { get; init; }

    /// <summary>What a standardised coefficient is divided by: the standard deviation, or 1 for a constant.</summary>
    internal double Scale => StandardDeviation > 0 ? StandardDeviation : 1;
}
