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

    /// <summary>The (weighted) share of the training rows whose cell was missing, more than 0 and less than 1, where a row without the number adds a coefficient of its own, <see cref="IndicatorName"/>
    /// (<see cref="MissingHandling.Indicator"/>); <see langword="null"/> where it does not.</summary>
    public double? MissingShare { get; init; }

    /// <summary>Whether a missing cell adds a coefficient of its own.</summary>
    public bool HasIndicator => MissingShare is not null;

    /// <summary>The name of the coefficient of a missing cell, such as <c>missing(age)</c>.</summary>
    public string IndicatorName => $"missing({Name})";

    /// <summary>What the 0/1 column of missing cells is divided by: its standard deviation.</summary>
    internal double IndicatorScale => MissingShare is double share ? Math.Sqrt(share * (1 - share)) : 1;

    /// <summary>The design columns: the number's, and that of its missing cells if it has one.</summary>
    internal int ColumnCount => HasIndicator ? 2 : 1;

    /// <summary>What a standardised coefficient is divided by: the standard deviation, or 1 for a constant.</summary>
    internal double Scale => StandardDeviation > 0 ? StandardDeviation : 1;

    /// <summary>The standardised 0/1 column of missing cells.</summary>
    /// <param name="values">The cells, NaN for a missing one.</param>
    /// <param name="indicator">As many values.</param>
    internal void Indicate(ReadOnlySpan<double> values, Span<double> indicator)
    {
        double share = MissingShare ?? 0;
        double present = -share / IndicatorScale;
        double missing = (1 - share) / IndicatorScale;
        for (int row = 0; row < values.Length; row++)
        {
            indicator[row] = double.IsNaN(values[row]) ? missing : present;
        }
    }
}
