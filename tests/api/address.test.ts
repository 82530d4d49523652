import { describe, expect, it } from 'vitest';
import { addressOf, isPrivate } from '#engine/api/address.ts';
import { EngineError } from '#engine/engine.ts';

describe('an address', () => {
  it.each([
    ['http://localhost:11434', 'http://localhost:11434', 'http://localhost:11434/v1'],
    ['localhost:8080', 'http://localhost:8080', 'http://localhost:8080/v1'],
    ['192.168.1.20:8080/', 'http://192.168.1.20:8080', 'http://192.168.1.20:8080/v1'],
    ['teacher:8000', 'http://teacher:8000', 'http://teacher:8000/v1'],
    ['gpu.school.example:8000', 'https://gpu.school.example:8000', 'https://gpu.school.example:8000/v1'],
    ['api.openai.com', 'https://api.openai.com', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/', 'https://api.openai.com', 'https://api.openai.com/v1'],
    [' https://openrouter.ai/api/v1 ', 'https://openrouter.ai/api', 'https://openrouter.ai/api/v1'],
    ['https://a.example/v1/chat/completions', 'https://a.example', 'https://a.example/v1'],
    [
      'https://a.example/beta/openai/chat/completions',
      'https://a.example/beta/openai',
      'https://a.example/beta/openai',
    ],
    ['http://localhost:8080/completion', 'http://localhost:8080', 'http://localhost:8080/v1'],
    [
      'https://ark.cn-beijing.volces.com/api/v3',
      'https://ark.cn-beijing.volces.com/api',
      'https://ark.cn-beijing.volces.com/api/v3',
    ],
    [
      'https://open.bigmodel.cn/api/paas/v4/chat/completions',
      'https://open.bigmodel.cn/api/paas',
      'https://open.bigmodel.cn/api/paas/v4',
    ],
    [
      'https://dashscope.aliyuncs.com/compatible-mode/v1',
      'https://dashscope.aliyuncs.com/compatible-mode',
      'https://dashscope.aliyuncs.com/compatible-mode/v1',
    ],
    [
      'https://generativelanguage.googleapis.com/v1beta/openai/',
      'https://generativelanguage.googleapis.com/v1beta/openai',
      'https://generativelanguage.googleapis.com/v1beta/openai',
    ],
    ['http://localhost:11434/api/generate', 'http://localhost:11434', 'http://localhost:11434/v1'],
  ])('%s is read as people write it', (typed, root, v1) => {
    expect(addressOf(typed)).toMatchObject({ root, v1 });
  });

  it.each([
    'ftp://a.example',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:sk-secret@a.example',
    'https://a.example/v1?api_key=sk-secret',
    'http://',
    'not an address',
    '',
  ])('%j is refused, without being repeated', typed => {
    let message = '';
    try {
      addressOf(typed);
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError);
      message = (error as EngineError).message;
    }
    expect(message).not.toBe('');
    expect(message).not.toContain('sk-secret');
  });

  it('is known to be readable on the way unless it is encrypted or stays on the machine', () => {
    expect(isPrivate(addressOf('https://a.example'))).toBe(true);
    expect(isPrivate(addressOf('http://127.0.0.1:8000'))).toBe(true);
    expect(isPrivate(addressOf('http://localhost:8000'))).toBe(true);
    expect(isPrivate(addressOf('http://192.168.1.20:8000'))).toBe(false);
    expect(isPrivate(addressOf('http://127.0.0.1.evil.example'))).toBe(false);
  });
});
