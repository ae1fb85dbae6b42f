namespace LogReg.Monitoring;

/// <summary>How long a period is.</summary>
internal enum PeriodKind
{
    Day,
    Week,
    Month,
    Year,
}
