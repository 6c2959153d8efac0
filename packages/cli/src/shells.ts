// shells.ts: what each shell needs to complete the command. All of them ask `teleop complete -- WORDS`, which answers with
// a line for each proposal: the word, a tab, and what it is. None of them evaluates what was typed, or what comes back.

export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/** Where there is no proposal, each proposes files. */
export const completionScripts: Readonly<Record<Shell, string>> = {
  // Bash takes "=" and ":" for ends of words, unless its package bash-completion helps.
  bash: `_teleop() {
  local cur words cword line
  if declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref -n =: cur words cword
  else
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
    cur=\${COMP_WORDS[COMP_CWORD]}
  fi
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(teleop complete -- "\${words[@]:1:cword}" 2>/dev/null)
  if declare -F __ltrim_colon_completions >/dev/null; then
    __ltrim_colon_completions "$cur"
  fi
}
complete -o default -F _teleop teleop
`,
  zsh: `#compdef teleop
_teleop() {
  local line value
  local -a proposals
  for line in "\${(@f)$(teleop complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    value=\${line%%$'\\t'*}
    proposals+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#proposals} )); then
    _describe teleop proposals
  else
    _files
  fi
}
if [[ $funcstack[1] == _teleop ]]; then
  _teleop "$@"
else
  compdef _teleop teleop
fi
`,
  fish: `function __teleop_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l proposals (teleop complete -- $words[2..-1] 2>/dev/null)
    if test (count $proposals) -gt 0
        printf '%s\\n' $proposals
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c teleop -f -a '(__teleop_complete)'
`,
};
