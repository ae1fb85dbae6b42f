namespace LogReg.Monitoring;

/// <summary>A finding beyond its limit.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Feature">The feature; empty for the score and for outcomes.</param>
/// <param name="Value">The value.</param>
/// <param name="Limit">The limit that it is beyond.</param>
public sealed record MonitorAlarm(MonitorAlarmKind Kind, string Feature, double Value, double Limit);
