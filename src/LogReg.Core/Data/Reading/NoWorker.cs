namespace LogReg.Data;

/// <summary>Takes over parsed rows and keeps nothing of them, where only their number or their faults are wanted.</summary>
/// <param name="plan">What is read.</param>
internal sealed class NoWorker(ReadPlan plan) : BatchWorker
{
    private readonly ParsedRows _rows = new(plan);

    public override ParsedRows Prepare() => _rows;

    public override void Commit(Batch batch, long firstRow)
    {
    }
}
