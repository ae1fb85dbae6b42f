namespace LogReg.Monitoring;

/// <summary>A finding that may be an alarm.</summary>
/// <param name="Alarm">The alarm that it would be.</param>
/// <param name="IsLarge">Whether its value is beyond its limit.</param>
internal sealed record MonitorFinding(MonitorAlarm Alarm, bool IsLarge)
{
    /// <summary>The same finding about a class.</summary>
    /// <param name="name">The name of the class.</param>
    public MonitorFinding OfClass(string name) => this with { Alarm = Alarm with { Class = name } };
}
