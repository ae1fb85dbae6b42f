namespace LogReg;

/// <summary>Passes a report on at once, on the thread that makes it; <see cref="Progress{T}"/> would post it to another.</summary>
/// <typeparam name="T">What is reported.</typeparam>
/// <param name="handler">Receives each report.</param>
internal sealed class ForwardedProgress<T>(Action<T> handler) : IProgress<T>
{
    public void Report(T value) => handler(value);
}
