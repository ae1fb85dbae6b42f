namespace LogReg.Data;

/// <summary>Progress that is also told to those who wait.</summary>
/// <param name="advance">Is called at each report; may be <see langword="null"/>.</param>
/// <param name="progress">Receives the reports; may be <see langword="null"/>.</param>
internal sealed class AdvancingProgress(Action? advance, IProgress<ReadProgress>? progress) : IProgress<ReadProgress>
{
    public void Report(ReadProgress value)
    {
        advance?.Invoke();
        progress?.Report(value);
    }
}
