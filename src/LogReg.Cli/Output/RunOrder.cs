using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>The order of the rows of <c>logreg runs</c>.</summary>
internal enum RunOrder
{
    /// <summary>The oldest first, as they stand in the file.</summary>
    [JsonStringEnumMemberName("time")]
    Time,

    /// <summary>The smallest log loss first.</summary>
    [JsonStringEnumMemberName("log-loss")]
    LogLoss,

    /// <summary>The largest AUC first.</summary>
    [JsonStringEnumMemberName("auc")]
    Auc,

    /// <summary>The smallest Brier score first.</summary>
    [JsonStringEnumMemberName("brier")]
    Brier,

    /// <summary>The calibration slope that is nearest to 1 first.</summary>
    [JsonStringEnumMemberName("slope")]
    Slope,
}
