namespace LogReg.Server.Documents;

/// <summary>The models that are served.</summary>
/// <param name="Models">The models, by name.</param>
internal sealed record ModelListDocument(IReadOnlyList<ModelSummaryDocument> Models);

/// <summary>A model in brief.</summary>
internal sealed record ModelSummaryDocument
{
    /// <summary>The name, that of its file without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>The column that the model predicts.</summary>
    public required string Target { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>When the server has read the file.</summary>
    public required DateTimeOffset Loaded { get; init; }

    /// <summary>Why the file as it is now is not served, but an earlier version of it; absent if it is served.</summary>
    public string? Problem { get; init; }
}

/// <summary>A model.</summary>
internal sealed record ModelDocument
{
    /// <summary>The name, that of its file without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>The column that the model predicts.</summary>
    public required string Target { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The class whose probability the model predicts; absent with three or more classes.</summary>
    public string? Positive { get; init; }

    /// <summary>The positive class is predicted at this probability or above; absent with three or more classes.</summary>
    public double? Threshold { get; init; }

    /// <summary>The formula as it was written; absent if each column is a term.</summary>
    public string? Formula { get; init; }

    /// <summary>The columns that the model reads.</summary>
    public required IReadOnlyList<InputDocument> Inputs { get; init; }

    /// <summary>The column whose number is added to the log-odds; absent if there is none.</summary>
    public string? Offset { get; init; }

    /// <summary>The texts that stand for a missing cell.</summary>
    public required IReadOnlyList<string> MissingValues { get; init; }

    /// <summary>The confidence of intervals unless another one is asked for; absent if the model has no intervals.</summary>
    public double? Confidence { get; init; }

    /// <summary>Whether reasons can be asked for: with two classes.</summary>
    public required bool HasReasons { get; init; }

    /// <summary>Whether the probability is a step function of the log-odds, from isotonic calibration: reasons add up to the log-odds
    /// before it. Absent if it is not.</summary>
    public bool? HasSteps { get; init; }

    /// <summary>How the model was trained, and how well it fits.</summary>
    public required TrainingDocument Training { get; init; }

    /// <summary>What updates to newer rows did to the model since; absent if there were none.</summary>
    public IReadOnlyList<UpdateDocument>? Updates { get; init; }

    /// <summary>When the server has read the file.</summary>
    public required DateTimeOffset Loaded { get; init; }

    /// <summary>Why the file as it is now is not served, but an earlier version of it; absent if it is served.</summary>
    public string? Problem { get; init; }
}

/// <summary>A column that a model reads.</summary>
internal sealed record InputDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>number, date, level, text or vector.</summary>
    public required string Kind { get; init; }

    /// <summary>The smallest number of the training rows.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number of the training rows.</summary>
    public double? Maximum { get; init; }

    /// <summary>The mean of the training rows.</summary>
    public double? Mean { get; init; }

    /// <summary>The levels of the training rows.</summary>
    public IReadOnlyList<string>? Levels { get; init; }

    /// <summary>The proportions of the levels in the training rows.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>The reference level.</summary>
    public string? Reference { get; init; }

    /// <summary>A typical number.</summary>
    public double? TypicalNumber { get; init; }

    /// <summary>The most frequent level.</summary>
    public string? TypicalLevel { get; init; }

    /// <summary>What a missing cell counts as.</summary>
    public required string Missing { get; init; }
}

/// <summary>An update of a model to newer rows.</summary>
/// <param name="UpdateMethod">intercept, slope, isotonic or refit; the coefficients are those of the last refit, if there was one,
/// whose rows are then those of the training.</param>
/// <param name="KnownRows">The number of rows that it was made with.</param>
/// <param name="LogLoss">Their mean log loss after it.</param>
/// <param name="Accuracy">The proportion of them classified correctly after it.</param>
/// <param name="Warnings">What it warned of.</param>
internal sealed record UpdateDocument(
    string UpdateMethod, long KnownRows, double LogLoss, double Accuracy, IReadOnlyList<string> Warnings);

/// <summary>How a model was trained, and how well it fits the training rows; after a refit, the rows of the refit.</summary>
internal sealed record TrainingDocument
{
    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The mean log loss.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The proportion of rows classified correctly.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The penalty.</summary>
    public required string Penalty { get; init; }

    /// <summary>What training warned of.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
