namespace LogReg.Evaluation;

/// <summary>The performance of a model on given rows. Either <paramref name="Binary"/> or <paramref name="Multiclass"/> is set.</summary>
/// <param name="Binary">The metrics with two classes.</param>
/// <param name="Multiclass">The metrics with three or more classes.</param>
public sealed record ClassificationMetrics(BinaryMetrics? Binary, MulticlassMetrics? Multiclass)
{
    /// <summary>The number of rows.</summary>
    public long Rows => Binary?.Rows ?? Multiclass!.Rows;

    /// <summary>The (weighted) mean log loss.</summary>
    public double LogLoss => Binary?.LogLoss ?? Multiclass!.LogLoss;

    /// <summary>The log loss of the null model, which predicts the proportions of the classes.</summary>
    public double NullLogLoss => Binary?.NullLogLoss ?? Multiclass!.NullLogLoss;

    /// <summary>The (weighted) accuracy: the proportion of rows classified correctly.</summary>
    public double Accuracy => Binary?.Accuracy ?? Multiclass!.Accuracy;

    /// <summary>The accuracy of always predicting the most frequent class.</summary>
    public double NullAccuracy => Binary?.NullAccuracy ?? Multiclass!.NullAccuracy;

    /// <summary>The area under the ROC curve; with three or more classes, the mean of one class against the rest.</summary>
    public double RocAuc => Binary?.RocAuc ?? Multiclass!.MacroRocAuc;

    /// <summary>The confusion matrix.</summary>
    public ConfusionMatrix ConfusionMatrix => Binary?.ConfusionMatrix ?? Multiclass!.ConfusionMatrix;
}
