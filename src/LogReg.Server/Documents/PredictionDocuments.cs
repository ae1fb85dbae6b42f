namespace LogReg.Server.Documents;

/// <summary>The answer to a request for predictions.</summary>
internal sealed record PredictionsDocument
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The column that the model predicts.</summary>
    public required string Target { get; init; }

    /// <summary>The class whose probability is <c>probability</c>; absent with three or more classes.</summary>
    public string? Positive { get; init; }

    /// <summary>The positive class is predicted at this probability or above; absent with three or more classes.</summary>
    public double? Threshold { get; init; }

    /// <summary>A prediction for each row, in their order.</summary>
    public required IReadOnlyList<PredictionDocument> Predictions { get; init; }
}

/// <summary>The prediction for a row.</summary>
internal sealed record PredictionDocument
{
    /// <summary>The predicted class.</summary>
    public required string Prediction { get; init; }

    /// <summary>The probability of the positive class; absent with three or more classes.</summary>
    public double? Probability { get; init; }

    /// <summary>The probability of each class.</summary>
    public required IReadOnlyDictionary<string, double> Probabilities { get; init; }

    /// <summary>The confidence interval of the probability, if it was asked for.</summary>
    public IntervalDocument? Interval { get; init; }

    /// <summary>The largest contributions to the log-odds, the largest first, if they were asked for.</summary>
    public IReadOnlyList<ReasonDocument>? Reasons { get; init; }

    /// <summary>The cells unlike those of the training rows, if they were asked for.</summary>
    public IReadOnlyList<FlagDocument>? Flags { get; init; }
}

/// <summary>A confidence interval of a probability.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
internal sealed record IntervalDocument(double Lower, double Upper)
{
    /// <summary>An interval; <see langword="null"/> where rounding has left nothing of the variance.</summary>
    public static IntervalDocument? Of(double lower, double upper) =>
        double.IsNaN(lower) || double.IsNaN(upper) ? null : new IntervalDocument(lower, upper);
}

/// <summary>What a cell adds to the log-odds of a row at the training mean.</summary>
/// <param name="Column">The column.</param>
/// <param name="Text">The cell; absent if it is missing.</param>
/// <param name="Contribution">The contribution.</param>
internal sealed record ReasonDocument(string Column, string? Text, double Contribution);

/// <summary>A cell unlike those of the training rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">unseenLevel, imputed, belowRange, aboveRange or missing.</param>
/// <param name="Text">The cell; absent if it is missing.</param>
internal sealed record FlagDocument(string Column, string Kind, string? Text);

/// <summary>A request for predictions. Instead of it, the body may be a row, or an array of rows.</summary>
internal sealed record PredictRequestDocument
{
    /// <summary>The rows: a member for each column of the model; null or absent for a missing cell.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, object>> Rows { get; init; }

    /// <summary>Whether to add confidence intervals: true, or a confidence level such as 0.9.</summary>
    public bool? Interval { get; init; }

    /// <summary>How many of the largest contributions to add.</summary>
    public int? Reasons { get; init; }

    /// <summary>Whether to flag cells unlike those of the training rows.</summary>
    public bool? Flags { get; init; }

    /// <summary>Another threshold than the model's.</summary>
    public double? Threshold { get; init; }
}
