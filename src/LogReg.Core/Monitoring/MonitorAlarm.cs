namespace LogReg.Monitoring;

/// <summary>A finding beyond its limit.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Feature">The feature; empty for the score and for outcomes.</param>
/// <param name="Value">The value.</param>
/// <param name="Limit">The limit that it is beyond.</param>
/// <param name="PValue">How probable it is by chance.</param>
public sealed record MonitorAlarm(MonitorAlarmKind Kind, string Feature, double Value, double Limit, double PValue)
{
    /// <summary>The class whose score or outcomes it is about; empty with two classes, and for features.</summary>
    public string Class { get; init; } = "";

    /// <summary>The name of the period; empty for the batch as a whole.</summary>
    public string Period { get; init; } = "";
}
