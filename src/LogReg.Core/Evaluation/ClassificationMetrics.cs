namespace LogReg.Evaluation;

/// <summary>The quality of a model on some rows: of two classes, or of more; exactly one of the two is there.</summary>
/// <param name="Binary">For two classes.</param>
/// <param name="Multiclass">For more than two.</param>
public sealed record ClassificationMetrics(BinaryMetrics? Binary, MulticlassMetrics? Multiclass)
{
    /// <summary>How many rows there are.</summary>
    public int Rows => Binary?.Rows ?? Multiclass!.Rows;

    /// <summary>The (weighted) mean log loss.</summary>
    public double LogLoss => Binary?.LogLoss ?? Multiclass!.LogLoss;

    /// <summary>The log loss of a model that predicts the classes' shares.</summary>
    public double NullLogLoss => Binary?.NullLogLoss ?? Multiclass!.NullLogLoss;

    /// <summary>The (weighted) share of rows classified rightly.</summary>
    public double Accuracy => Binary?.Accuracy ?? Multiclass!.Accuracy;

    /// <summary>The accuracy of always saying the commonest class.</summary>
    public double NullAccuracy => Binary?.NullAccuracy ?? Multiclass!.NullAccuracy;

    /// <summary>The area under the ROC curve; for more than two classes the mean of one-against-the-rest.</summary>
    public double RocAuc => Binary?.RocAuc ?? Multiclass!.MacroRocAuc;

    /// <summary>What was in which class, and what the model said.</summary>
    public ConfusionMatrix ConfusionMatrix => Binary?.ConfusionMatrix ?? Multiclass!.ConfusionMatrix;
}
