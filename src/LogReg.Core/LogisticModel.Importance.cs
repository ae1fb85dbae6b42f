using LogReg.Scoring;

namespace LogReg;

/// <content>The importance of the features.</content>
public sealed partial class LogisticModel
{
    private IReadOnlyList<FeatureImportance>? _importance;

    /// <summary>
    /// The features by how much they move the predictions, the most important one first: by the standard deviation over the training rows
    /// of what each adds to the log-odds. A rare level counts for little, however large its coefficient; scales and reference levels make
    /// no difference. An importance says nothing of causes, and correlated features share theirs.
    /// </summary>
    public IReadOnlyList<FeatureImportance> Importance => _importance ??= ImportanceRanking.Of(Content);
}
